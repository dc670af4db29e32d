// Generated from signature.toml by `cargo xtask gen`.
// Gives first_breaches of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Request& record) { read_fields(in, record.at_ms, record.client, record.request_id); }

void write(Text& out, const Request& record) { write_fields(out, record.at_ms, record.client, record.request_id); }

void read(Reader& in, Breach& record) { read_fields(in, record.client, record.at_ms); }

void write(Text& out, const Breach& record) { write_fields(out, record.client, record.at_ms); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { first_breaches(arguments...) } -> std::convertible_to<std::vector<Breach>>;
};
static_assert(fits<std::vector<Request>, std::int64_t, int>,
              "solution.cpp must define std::vector<Breach> first_breaches(const std::vector<Request>& log, std::int64_t window_ms, int limit)");

int main() {
    driver::call_function<std::vector<Breach>, std::vector<Request>, std::int64_t, int>(
        [](auto&... arguments) { return first_breaches(arguments...); });
}
