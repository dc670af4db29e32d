// Generated from signature.toml by `cargo xtask gen`.
// Gives LatencyWindow of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "solution.cpp"

template <class... Parameters>
concept constructs = requires(Parameters&... arguments) {
    LatencyWindow(arguments...);
};
static_assert(constructs<std::int64_t>,
              "solution.cpp must define class LatencyWindow with LatencyWindow(std::int64_t window_ms)");

template <class Class, class... Parameters>
concept has_observe = requires(Class& instance, Parameters&... arguments) {
    instance.observe(arguments...);
};
static_assert(has_observe<LatencyWindow, std::int64_t, int>,
              "solution.cpp must define void LatencyWindow::observe(std::int64_t at_ms, int latency_us), public");

template <class Class, class... Parameters>
concept has_percentile = requires(Class& instance, Parameters&... arguments) {
    { instance.percentile(arguments...) } -> std::convertible_to<int>;
};
static_assert(has_percentile<LatencyWindow, std::int64_t, int>,
              "solution.cpp must define int LatencyWindow::percentile(std::int64_t now_ms, int per_mille), public");

template <class Class, class... Parameters>
concept has_at_most = requires(Class& instance, Parameters&... arguments) {
    { instance.at_most(arguments...) } -> std::convertible_to<int>;
};
static_assert(has_at_most<LatencyWindow, std::int64_t, int>,
              "solution.cpp must define int LatencyWindow::at_most(std::int64_t now_ms, int latency_us), public");

int main() {
    driver::Calls calls;
    const auto instance = calls.construct<LatencyWindow, std::int64_t>("LatencyWindow");
    while (calls.next()) {
        if (calls.is("observe")) {
            calls.answer<void, std::int64_t, int>(
                [&](auto&... arguments) { return instance->observe(arguments...); });
        } else if (calls.is("percentile")) {
            calls.answer<int, std::int64_t, int>(
                [&](auto&... arguments) { return instance->percentile(arguments...); });
        } else if (calls.is("at_most")) {
            calls.answer<int, std::int64_t, int>(
                [&](auto&... arguments) { return instance->at_most(arguments...); });
        } else {
            calls.unknown();
        }
    }
}
