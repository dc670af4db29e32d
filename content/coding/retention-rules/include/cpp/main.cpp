// Generated from signature.toml by `cargo xtask gen`.
// Gives retention_days of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Rule& record) { read_fields(in, record.pattern, record.days); }

void write(Text& out, const Rule& record) { write_fields(out, record.pattern, record.days); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { retention_days(arguments...) } -> std::convertible_to<std::vector<int>>;
};
static_assert(fits<std::vector<Rule>, std::vector<std::string>>,
              "solution.cpp must define std::vector<int> retention_days(const std::vector<Rule>& rules, const std::vector<std::string>& keys)");

int main() {
    driver::call_function<std::vector<int>, std::vector<Rule>, std::vector<std::string>>(
        [](auto&... arguments) { return retention_days(arguments...); });
}
