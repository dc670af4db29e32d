// Generated from signature.toml by `cargo xtask gen`.
// Gives incident_merges of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Link& record) { read_fields(in, record.one, record.other); }

void write(Text& out, const Link& record) { write_fields(out, record.one, record.other); }

void read(Reader& in, Question& record) { read_fields(in, record.one, record.other); }

void write(Text& out, const Question& record) { write_fields(out, record.one, record.other); }

void read(Reader& in, Merge& record) { read_fields(in, record.link, record.size); }

void write(Text& out, const Merge& record) { write_fields(out, record.link, record.size); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { incident_merges(arguments...) } -> std::convertible_to<std::vector<std::optional<Merge>>>;
};
static_assert(fits<int, std::vector<Link>, std::vector<Question>>,
              "solution.cpp must define std::vector<std::optional<Merge>> incident_merges(int alerts, const std::vector<Link>& links, const std::vector<Question>& questions)");

int main() {
    driver::call_function<std::vector<std::optional<Merge>>, int, std::vector<Link>, std::vector<Question>>(
        [](auto&... arguments) { return incident_merges(arguments...); });
}
