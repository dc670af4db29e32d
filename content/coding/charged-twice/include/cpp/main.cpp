// Generated from signature.toml by `cargo xtask gen`.
// Gives fold_doubles of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Payment& record) { read_fields(in, record.at_ms, record.card, record.cents); }

void write(Text& out, const Payment& record) { write_fields(out, record.at_ms, record.card, record.cents); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { fold_doubles(arguments...) } -> std::convertible_to<std::vector<int>>;
};
static_assert(fits<std::vector<Payment>, std::int64_t, std::int64_t>,
              "solution.cpp must define std::vector<int> fold_doubles(const std::vector<Payment>& payments, std::int64_t within_ms, std::int64_t tolerance)");

int main() {
    driver::call_function<std::vector<int>, std::vector<Payment>, std::int64_t, std::int64_t>(
        [](auto&... arguments) { return fold_doubles(arguments...); });
}
