// Generated from signature.toml by `cargo xtask gen`.
// Gives TtlLruCache of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "solution.cpp"

template <class... Parameters>
concept constructs = requires(Parameters&... arguments) {
    TtlLruCache(arguments...);
};
static_assert(constructs<int>,
              "solution.cpp must define class TtlLruCache with TtlLruCache(int capacity)");

template <class Class, class... Parameters>
concept has_get = requires(Class& instance, Parameters&... arguments) {
    { instance.get(arguments...) } -> std::convertible_to<std::optional<int>>;
};
static_assert(has_get<TtlLruCache, std::int64_t, std::string>,
              "solution.cpp must define std::optional<int> TtlLruCache::get(std::int64_t now_ms, const std::string& key), public");

template <class Class, class... Parameters>
concept has_put = requires(Class& instance, Parameters&... arguments) {
    instance.put(arguments...);
};
static_assert(has_put<TtlLruCache, std::int64_t, std::string, int, std::int64_t>,
              "solution.cpp must define void TtlLruCache::put(std::int64_t now_ms, const std::string& key, int value, std::int64_t ttl_ms), public");

template <class Class, class... Parameters>
concept has_size = requires(Class& instance, Parameters&... arguments) {
    { instance.size(arguments...) } -> std::convertible_to<int>;
};
static_assert(has_size<TtlLruCache, std::int64_t>,
              "solution.cpp must define int TtlLruCache::size(std::int64_t now_ms), public");

int main() {
    driver::Calls calls;
    const auto instance = calls.construct<TtlLruCache, int>("TtlLruCache");
    while (calls.next()) {
        if (calls.is("get")) {
            calls.answer<std::optional<int>, std::int64_t, std::string>(
                [&](auto&... arguments) { return instance->get(arguments...); });
        } else if (calls.is("put")) {
            calls.answer<void, std::int64_t, std::string, int, std::int64_t>(
                [&](auto&... arguments) { return instance->put(arguments...); });
        } else if (calls.is("size")) {
            calls.answer<int, std::int64_t>(
                [&](auto&... arguments) { return instance->size(arguments...); });
        } else {
            calls.unknown();
        }
    }
}
