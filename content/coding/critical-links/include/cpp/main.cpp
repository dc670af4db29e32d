// Generated from signature.toml by `cargo xtask gen`.
// Gives critical_links of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Link& record) { read_fields(in, record.one, record.other); }

void write(Text& out, const Link& record) { write_fields(out, record.one, record.other); }

void read(Reader& in, Loss& record) { read_fields(in, record.link, record.pairs); }

void write(Text& out, const Loss& record) { write_fields(out, record.link, record.pairs); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { critical_links(arguments...) } -> std::convertible_to<std::vector<Loss>>;
};
static_assert(fits<int, std::vector<Link>>,
              "solution.cpp must define std::vector<Loss> critical_links(int nodes, const std::vector<Link>& links)");

int main() {
    driver::call_function<std::vector<Loss>, int, std::vector<Link>>(
        [](auto&... arguments) { return critical_links(arguments...); });
}
