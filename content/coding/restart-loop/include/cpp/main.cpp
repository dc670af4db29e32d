// Generated from signature.toml by `cargo xtask gen`.
// Gives repeating_end of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Loop& record) { read_fields(in, record.size, record.times); }

void write(Text& out, const Loop& record) { write_fields(out, record.size, record.times); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { repeating_end(arguments...) } -> std::convertible_to<Loop>;
};
static_assert(fits<std::vector<std::string>>,
              "solution.cpp must define Loop repeating_end(const std::vector<std::string>& lines)");

int main() {
    driver::call_function<Loop, std::vector<std::string>>(
        [](auto&... arguments) { return repeating_end(arguments...); });
}
