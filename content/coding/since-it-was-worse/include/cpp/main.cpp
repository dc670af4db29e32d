// Generated from signature.toml by `cargo xtask gen`.
// Gives since_worse of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Sample& record) { read_fields(in, record.at_ms, record.latency); }

void write(Text& out, const Sample& record) { write_fields(out, record.at_ms, record.latency); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { since_worse(arguments...) } -> std::convertible_to<std::vector<int>>;
};
static_assert(fits<std::vector<Sample>, int, int>,
              "solution.cpp must define std::vector<int> since_worse(const std::vector<Sample>& samples, int margin, int silence_ms)");

int main() {
    driver::call_function<std::vector<int>, std::vector<Sample>, int, int>(
        [](auto&... arguments) { return since_worse(arguments...); });
}
