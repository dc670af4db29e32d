// Generated from signature.toml by `cargo xtask gen`.
// Gives merge_streams of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Line& record) { read_fields(in, record.at_ms, record.event); }

void write(Text& out, const Line& record) { write_fields(out, record.at_ms, record.event); }

void read(Reader& in, Stream& record) { read_fields(in, record.joins_after, record.lines); }

void write(Text& out, const Stream& record) { write_fields(out, record.joins_after, record.lines); }

void read(Reader& in, Written& record) { read_fields(in, record.at_ms, record.event, record.copies); }

void write(Text& out, const Written& record) { write_fields(out, record.at_ms, record.event, record.copies); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { merge_streams(arguments...) } -> std::convertible_to<std::vector<Written>>;
};
static_assert(fits<std::vector<Stream>>,
              "solution.cpp must define std::vector<Written> merge_streams(const std::vector<Stream>& streams)");

int main() {
    driver::call_function<std::vector<Written>, std::vector<Stream>>(
        [](auto&... arguments) { return merge_streams(arguments...); });
}
