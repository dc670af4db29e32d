// Generated from signature.toml by `cargo xtask gen`.
// Gives plan_checkpoints of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Event& record) { read_fields(in, record.size, record.checkpoint_cost); }

void write(Text& out, const Event& record) { write_fields(out, record.size, record.checkpoint_cost); }

}  // namespace driver

template <class... Parameters>
concept fits = requires(Parameters&... arguments) {
    { plan_checkpoints(arguments...) } -> std::convertible_to<std::vector<int>>;
};
static_assert(fits<std::vector<Event>, int, std::int64_t>,
              "solution.cpp must define std::vector<int> plan_checkpoints(const std::vector<Event>& events, int max_events, std::int64_t max_bytes)");

int main() {
    driver::call_function<std::vector<int>, std::vector<Event>, int, std::int64_t>(
        [](auto&... arguments) { return plan_checkpoints(arguments...); });
}
