// Generated from signature.toml by `cargo xtask gen`.
// Gives read_key of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Reading& record) { read_fields(in, record.found, record.value, record.broken_at); }

void write(Text& out, const Reading& record) { write_fields(out, record.found, record.value, record.broken_at); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { read_key(arguments...) } -> std::convertible_to<std::vector<Reading>>;
};
static_assert(fits<std::vector<std::string>, std::string>,
              "solution.cpp must define std::vector<Reading> read_key(const std::vector<std::string>& lines, const std::string& key)");

int main() {
    driver::call_function<std::vector<Reading>, std::vector<std::string>, std::string>(
        [](auto&... arguments) { return read_key(arguments...); });
}
