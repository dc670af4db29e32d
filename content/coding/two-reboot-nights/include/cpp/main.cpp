// Generated from signature.toml by `cargo xtask gen`.
// Gives split_reboots of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Pair& record) { read_fields(in, record.one, record.other); }

void write(Text& out, const Pair& record) { write_fields(out, record.one, record.other); }

void read(Reader& in, Nights& record) { read_fields(in, record.first_night, record.broken, record.circle); }

void write(Text& out, const Nights& record) { write_fields(out, record.first_night, record.broken, record.circle); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { split_reboots(arguments...) } -> std::convertible_to<Nights>;
};
static_assert(fits<int, std::vector<Pair>>,
              "solution.cpp must define Nights split_reboots(int hosts, const std::vector<Pair>& pairs)");

int main() {
    driver::call_function<Nights, int, std::vector<Pair>>(
        [](auto&... arguments) { return split_reboots(arguments...); });
}
