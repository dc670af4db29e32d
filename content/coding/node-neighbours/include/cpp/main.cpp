// Generated from signature.toml by `cargo xtask gen`.
// Gives possible_neighbours of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Tenant& record) { read_fields(in, record.market, record.load); }

void write(Text& out, const Tenant& record) { write_fields(out, record.market, record.load); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { possible_neighbours(arguments...) } -> std::convertible_to<std::vector<int>>;
};
static_assert(fits<std::vector<Tenant>, int>,
              "solution.cpp must define std::vector<int> possible_neighbours(const std::vector<Tenant>& tenants, int capacity)");

int main() {
    driver::call_function<std::vector<int>, std::vector<Tenant>, int>(
        [](auto&... arguments) { return possible_neighbours(arguments...); });
}
