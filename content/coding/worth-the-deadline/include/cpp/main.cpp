// Generated from signature.toml by `cargo xtask gen`.
// Gives worth_running of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Job& record) { read_fields(in, record.duration_ms, record.due_ms); }

void write(Text& out, const Job& record) { write_fields(out, record.duration_ms, record.due_ms); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { worth_running(arguments...) } -> std::convertible_to<std::vector<int>>;
};
static_assert(fits<std::vector<Job>, std::int64_t>,
              "solution.cpp must define std::vector<int> worth_running(const std::vector<Job>& jobs, std::int64_t start_ms)");

int main() {
    driver::call_function<std::vector<int>, std::vector<Job>, std::int64_t>(
        [](auto&... arguments) { return worth_running(arguments...); });
}
