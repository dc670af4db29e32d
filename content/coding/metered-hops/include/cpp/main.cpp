// Generated from signature.toml by `cargo xtask gen`.
// Gives fastest_by_budget of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Hop& record) { read_fields(in, record.source, record.target, record.delay_ms, record.metered); }

void write(Text& out, const Hop& record) { write_fields(out, record.source, record.target, record.delay_ms, record.metered); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { fastest_by_budget(arguments...) } -> std::convertible_to<std::vector<std::int64_t>>;
};
static_assert(fits<int, std::vector<Hop>, int, int, int>,
              "solution.cpp must define std::vector<std::int64_t> fastest_by_budget(int nodes, const std::vector<Hop>& hops, int origin, int goal, int budget)");

int main() {
    driver::call_function<std::vector<std::int64_t>, int, std::vector<Hop>, int, int, int>(
        [](auto&... arguments) { return fastest_by_budget(arguments...); });
}
