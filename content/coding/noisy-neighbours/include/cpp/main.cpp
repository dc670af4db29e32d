// Generated from signature.toml by `cargo xtask gen`.
// Gives noisy_neighbours of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Request& record) { read_fields(in, record.at_ms, record.tenant, record.cost_ms); }

void write(Text& out, const Request& record) { write_fields(out, record.at_ms, record.tenant, record.cost_ms); }

void read(Reader& in, Span& record) { read_fields(in, record.from_ms, record.until_ms); }

void write(Text& out, const Span& record) { write_fields(out, record.from_ms, record.until_ms); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { noisy_neighbours(arguments...) } -> std::convertible_to<std::vector<std::string>>;
};
static_assert(fits<std::vector<Request>, std::vector<Span>>,
              "solution.cpp must define std::vector<std::string> noisy_neighbours(const std::vector<Request>& log, const std::vector<Span>& windows)");

int main() {
    driver::call_function<std::vector<std::string>, std::vector<Request>, std::vector<Span>>(
        [](auto&... arguments) { return noisy_neighbours(arguments...); });
}
