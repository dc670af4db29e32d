// Generated from signature.toml by `cargo xtask gen`.
// Gives RateLimiter of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Rule& record) { read_fields(in, record.tenant, record.limit, record.window_ms); }

void write(Text& out, const Rule& record) { write_fields(out, record.tenant, record.limit, record.window_ms); }

}  // namespace driver

template <class... Parameters>
concept constructs = requires(Parameters&... arguments) {
    RateLimiter(arguments...);
};
static_assert(constructs<std::vector<Rule>>,
              "solution.cpp must define class RateLimiter with RateLimiter(const std::vector<Rule>& rules)");

template <class Class, class... Parameters>
concept has_allow = requires(Class& instance, Parameters&... arguments) {
    { instance.allow(arguments...) } -> std::convertible_to<bool>;
};
static_assert(has_allow<RateLimiter, std::int64_t, std::string>,
              "solution.cpp must define bool RateLimiter::allow(std::int64_t now_ms, const std::string& tenant), public");

template <class Class, class... Parameters>
concept has_retry_after_ms = requires(Class& instance, Parameters&... arguments) {
    { instance.retry_after_ms(arguments...) } -> std::convertible_to<std::optional<std::int64_t>>;
};
static_assert(has_retry_after_ms<RateLimiter, std::int64_t, std::string>,
              "solution.cpp must define std::optional<std::int64_t> RateLimiter::retry_after_ms(std::int64_t now_ms, const std::string& tenant), public");

int main() {
    driver::Calls calls;
    const auto instance = calls.construct<RateLimiter, std::vector<Rule>>("RateLimiter");
    while (calls.next()) {
        if (calls.is("allow")) {
            calls.answer<bool, std::int64_t, std::string>(
                [&](auto&... arguments) { return instance->allow(arguments...); });
        } else if (calls.is("retry_after_ms")) {
            calls.answer<std::optional<std::int64_t>, std::int64_t, std::string>(
                [&](auto&... arguments) { return instance->retry_after_ms(arguments...); });
        } else {
            calls.unknown();
        }
    }
}
