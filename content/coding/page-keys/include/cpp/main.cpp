// Generated from signature.toml by `cargo xtask gen`.
// Gives page_keys of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "solution.cpp"

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { page_keys(arguments...) } -> std::convertible_to<std::vector<std::string>>;
};
static_assert(fits<std::vector<std::string>>,
              "solution.cpp must define std::vector<std::string> page_keys(const std::vector<std::string>& targets)");

int main() {
    driver::call_function<std::vector<std::string>, std::vector<std::string>>(
        [](auto&... arguments) { return page_keys(arguments...); });
}
