// Generated from signature.toml by `cargo xtask gen`.
// Gives top_talkers of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Report& record) { read_fields(in, record.node, record.client, record.count); }

void write(Text& out, const Report& record) { write_fields(out, record.node, record.client, record.count); }

void read(Reader& in, Talker& record) { read_fields(in, record.client, record.total); }

void write(Text& out, const Talker& record) { write_fields(out, record.client, record.total); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { top_talkers(arguments...) } -> std::convertible_to<std::vector<Talker>>;
};
static_assert(fits<std::vector<Report>, int>,
              "solution.cpp must define std::vector<Talker> top_talkers(const std::vector<Report>& reports, int k)");

int main() {
    driver::call_function<std::vector<Talker>, std::vector<Report>, int>(
        [](auto&... arguments) { return top_talkers(arguments...); });
}
