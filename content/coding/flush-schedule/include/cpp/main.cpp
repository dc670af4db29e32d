// Generated from signature.toml by `cargo xtask gen`.
// Gives cheapest_flushes of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Write& record) { read_fields(in, record.at_ms, record.urgency); }

void write(Text& out, const Write& record) { write_fields(out, record.at_ms, record.urgency); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { cheapest_flushes(arguments...) } -> std::convertible_to<std::int64_t>;
};
static_assert(fits<std::vector<Write>, std::int64_t>,
              "solution.cpp must define std::int64_t cheapest_flushes(const std::vector<Write>& writes, std::int64_t flush_cost)");

int main() {
    driver::call_function<std::int64_t, std::vector<Write>, std::int64_t>(
        [](auto&... arguments) { return cheapest_flushes(arguments...); });
}
