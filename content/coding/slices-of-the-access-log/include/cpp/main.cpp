// Generated from signature.toml by `cargo xtask gen`.
// Gives frequent_readers of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Slice& record) { read_fields(in, record.first, record.last); }

void write(Text& out, const Slice& record) { write_fields(out, record.first, record.last); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { frequent_readers(arguments...) } -> std::convertible_to<std::vector<int>>;
};
static_assert(fits<std::vector<std::string>, std::vector<Slice>, int>,
              "solution.cpp must define std::vector<int> frequent_readers(const std::vector<std::string>& log, const std::vector<Slice>& slices, int at_least)");

int main() {
    driver::call_function<std::vector<int>, std::vector<std::string>, std::vector<Slice>, int>(
        [](auto&... arguments) { return frequent_readers(arguments...); });
}
