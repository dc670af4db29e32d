// Generated from signature.toml by `cargo xtask gen`.
// Gives outage_blocks of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Window& record) { read_fields(in, record.region, record.start_min, record.end_min); }

void write(Text& out, const Window& record) { write_fields(out, record.region, record.start_min, record.end_min); }

void read(Reader& in, Block& record) { read_fields(in, record.region, record.start_min, record.end_min, record.worked_min); }

void write(Text& out, const Block& record) { write_fields(out, record.region, record.start_min, record.end_min, record.worked_min); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { outage_blocks(arguments...) } -> std::convertible_to<std::vector<Block>>;
};
static_assert(fits<std::vector<Window>, int>,
              "solution.cpp must define std::vector<Block> outage_blocks(const std::vector<Window>& windows, int settle_min)");

int main() {
    driver::call_function<std::vector<Block>, std::vector<Window>, int>(
        [](auto&... arguments) { return outage_blocks(arguments...); });
}
