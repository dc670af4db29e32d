// Generated from signature.toml by `cargo xtask gen`.
// Gives start_order of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Job& record) { read_fields(in, record.at_ms, record.tenant, record.priority, record.run_ms); }

void write(Text& out, const Job& record) { write_fields(out, record.at_ms, record.tenant, record.priority, record.run_ms); }

void read(Reader& in, Start& record) { read_fields(in, record.job, record.start_ms); }

void write(Text& out, const Start& record) { write_fields(out, record.job, record.start_ms); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { start_order(arguments...) } -> std::convertible_to<std::vector<Start>>;
};
static_assert(fits<std::vector<Job>, int>,
              "solution.cpp must define std::vector<Start> start_order(const std::vector<Job>& jobs, int cooldown_ms)");

int main() {
    driver::call_function<std::vector<Start>, std::vector<Job>, int>(
        [](auto&... arguments) { return start_order(arguments...); });
}
