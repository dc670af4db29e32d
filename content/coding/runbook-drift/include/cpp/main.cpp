// Generated from signature.toml by `cargo xtask gen`.
// Gives drift_cost of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Step& record) { read_fields(in, record.name, record.weight); }

void write(Text& out, const Step& record) { write_fields(out, record.name, record.weight); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { drift_cost(arguments...) } -> std::convertible_to<std::int64_t>;
};
static_assert(fits<std::vector<Step>, std::vector<std::string>, int, int>,
              "solution.cpp must define std::int64_t drift_cost(const std::vector<Step>& planned, const std::vector<std::string>& executed, int extra_cost, int exchange_cost)");

int main() {
    driver::call_function<std::int64_t, std::vector<Step>, std::vector<std::string>, int, int>(
        [](auto&... arguments) { return drift_cost(arguments...); });
}
