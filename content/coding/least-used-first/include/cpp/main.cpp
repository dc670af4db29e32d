// Generated from signature.toml by `cargo xtask gen`.
// Gives LfuCache of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "solution.cpp"

template <class... Parameters>
concept constructs = requires(Parameters&... arguments) {
    LfuCache(arguments...);
};
static_assert(constructs<int>,
              "solution.cpp must define class LfuCache with LfuCache(int capacity)");

template <class Class, class... Parameters>
concept has_get = requires(Class& instance, Parameters&... arguments) {
    { instance.get(arguments...) } -> std::convertible_to<std::optional<int>>;
};
static_assert(has_get<LfuCache, std::string>,
              "solution.cpp must define std::optional<int> LfuCache::get(const std::string& key), public");

template <class Class, class... Parameters>
concept has_put = requires(Class& instance, Parameters&... arguments) {
    { instance.put(arguments...) } -> std::convertible_to<std::optional<std::string>>;
};
static_assert(has_put<LfuCache, std::string, int>,
              "solution.cpp must define std::optional<std::string> LfuCache::put(const std::string& key, int value), public");

template <class Class, class... Parameters>
concept has_remove = requires(Class& instance, Parameters&... arguments) {
    { instance.remove(arguments...) } -> std::convertible_to<bool>;
};
static_assert(has_remove<LfuCache, std::string>,
              "solution.cpp must define bool LfuCache::remove(const std::string& key), public");

template <class Class, class... Parameters>
concept has_victims = requires(Class& instance, Parameters&... arguments) {
    { instance.victims(arguments...) } -> std::convertible_to<std::vector<std::string>>;
};
static_assert(has_victims<LfuCache, int>,
              "solution.cpp must define std::vector<std::string> LfuCache::victims(int count), public");

int main() {
    driver::Calls calls;
    const auto instance = calls.construct<LfuCache, int>("LfuCache");
    while (calls.next()) {
        if (calls.is("get")) {
            calls.answer<std::optional<int>, std::string>(
                [&](auto&... arguments) { return instance->get(arguments...); });
        } else if (calls.is("put")) {
            calls.answer<std::optional<std::string>, std::string, int>(
                [&](auto&... arguments) { return instance->put(arguments...); });
        } else if (calls.is("remove")) {
            calls.answer<bool, std::string>(
                [&](auto&... arguments) { return instance->remove(arguments...); });
        } else if (calls.is("victims")) {
            calls.answer<std::vector<std::string>, int>(
                [&](auto&... arguments) { return instance->victims(arguments...); });
        } else {
            calls.unknown();
        }
    }
}
