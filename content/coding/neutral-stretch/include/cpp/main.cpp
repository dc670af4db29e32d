// Generated from signature.toml by `cargo xtask gen`.
// Gives neutral_stretch of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Entry& record) { read_fields(in, record.account, record.cents); }

void write(Text& out, const Entry& record) { write_fields(out, record.account, record.cents); }

void read(Reader& in, Stretch& record) { read_fields(in, record.first, record.length); }

void write(Text& out, const Stretch& record) { write_fields(out, record.first, record.length); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { neutral_stretch(arguments...) } -> std::convertible_to<std::optional<Stretch>>;
};
static_assert(fits<std::vector<Entry>>,
              "solution.cpp must define std::optional<Stretch> neutral_stretch(const std::vector<Entry>& entries)");

int main() {
    driver::call_function<std::optional<Stretch>, std::vector<Entry>>(
        [](auto&... arguments) { return neutral_stretch(arguments...); });
}
