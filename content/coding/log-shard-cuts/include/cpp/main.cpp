// Generated from signature.toml by `cargo xtask gen`.
// Gives shard_starts of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "solution.cpp"

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { shard_starts(arguments...) } -> std::convertible_to<std::vector<int>>;
};
static_assert(fits<std::vector<int>, int>,
              "solution.cpp must define std::vector<int> shard_starts(const std::vector<int>& sizes, int shards)");

int main() {
    driver::call_function<std::vector<int>, std::vector<int>, int>(
        [](auto&... arguments) { return shard_starts(arguments...); });
}
