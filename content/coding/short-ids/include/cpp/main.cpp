// Generated from signature.toml by `cargo xtask gen`.
// Gives short_lengths of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "solution.cpp"

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { short_lengths(arguments...) } -> std::convertible_to<std::vector<int>>;
};
static_assert(fits<std::vector<std::string>, int>,
              "solution.cpp must define std::vector<int> short_lengths(const std::vector<std::string>& ids, int shortest)");

int main() {
    driver::call_function<std::vector<int>, std::vector<std::string>, int>(
        [](auto&... arguments) { return short_lengths(arguments...); });
}
