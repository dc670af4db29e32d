// Generated from signature.toml by `cargo xtask gen`.
// Gives handovers of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Assignment& record) { read_fields(in, record.first, record.last, record.node); }

void write(Text& out, const Assignment& record) { write_fields(out, record.first, record.last, record.node); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { handovers(arguments...) } -> std::convertible_to<std::vector<int>>;
};
static_assert(fits<int, std::vector<Assignment>>,
              "solution.cpp must define std::vector<int> handovers(int slots, const std::vector<Assignment>& assignments)");

int main() {
    driver::call_function<std::vector<int>, int, std::vector<Assignment>>(
        [](auto&... arguments) { return handovers(arguments...); });
}
