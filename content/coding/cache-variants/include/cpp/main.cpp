// Generated from signature.toml by `cargo xtask gen`.
// Gives choose_variants of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Variant& record) { read_fields(in, record.size, record.saved_ms); }

void write(Text& out, const Variant& record) { write_fields(out, record.size, record.saved_ms); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { choose_variants(arguments...) } -> std::convertible_to<std::vector<int>>;
};
static_assert(fits<std::vector<std::vector<Variant>>, int>,
              "solution.cpp must define std::vector<int> choose_variants(const std::vector<std::vector<Variant>>& objects, int budget)");

int main() {
    driver::call_function<std::vector<int>, std::vector<std::vector<Variant>>, int>(
        [](auto&... arguments) { return choose_variants(arguments...); });
}
