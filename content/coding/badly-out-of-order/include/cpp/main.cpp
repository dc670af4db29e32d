// Generated from signature.toml by `cargo xtask gen`.
// Gives swapped_pairs of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Event& record) { read_fields(in, record.partition, record.made_ms); }

void write(Text& out, const Event& record) { write_fields(out, record.partition, record.made_ms); }

void read(Reader& in, Disorder& record) { read_fields(in, record.partition, record.pairs); }

void write(Text& out, const Disorder& record) { write_fields(out, record.partition, record.pairs); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { swapped_pairs(arguments...) } -> std::convertible_to<std::vector<Disorder>>;
};
static_assert(fits<std::vector<Event>, std::int64_t>,
              "solution.cpp must define std::vector<Disorder> swapped_pairs(const std::vector<Event>& events, std::int64_t slack_ms)");

int main() {
    driver::call_function<std::vector<Disorder>, std::vector<Event>, std::int64_t>(
        [](auto&... arguments) { return swapped_pairs(arguments...); });
}
