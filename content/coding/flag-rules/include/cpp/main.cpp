// Generated from signature.toml by `cargo xtask gen`.
// Gives evaluate_rules of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "solution.cpp"

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { evaluate_rules(arguments...) } -> std::convertible_to<std::vector<std::string>>;
};
static_assert(fits<std::vector<std::string>, std::vector<std::string>>,
              "solution.cpp must define std::vector<std::string> evaluate_rules(const std::vector<std::string>& rules, const std::vector<std::string>& attributes)");

int main() {
    driver::call_function<std::vector<std::string>, std::vector<std::string>, std::vector<std::string>>(
        [](auto&... arguments) { return evaluate_rules(arguments...); });
}
