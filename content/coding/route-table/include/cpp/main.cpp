// Generated from signature.toml by `cargo xtask gen`.
// Gives RouteTable of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "solution.cpp"

template <class... Parameters>
concept constructs = requires(Parameters&... arguments) {
    RouteTable(arguments...);
};
static_assert(constructs<>,
              "solution.cpp must define class RouteTable with RouteTable()");

template <class Class, class... Parameters>
concept has_put = requires(Class& instance, Parameters&... arguments) {
    instance.put(arguments...);
};
static_assert(has_put<RouteTable, std::string, std::string>,
              "solution.cpp must define void RouteTable::put(const std::string& prefix, const std::string& service), public");

template <class Class, class... Parameters>
concept has_drain = requires(Class& instance, Parameters&... arguments) {
    { instance.drain(arguments...) } -> std::convertible_to<int>;
};
static_assert(has_drain<RouteTable, std::string>,
              "solution.cpp must define int RouteTable::drain(const std::string& prefix), public");

template <class Class, class... Parameters>
concept has_resolve = requires(Class& instance, Parameters&... arguments) {
    { instance.resolve(arguments...) } -> std::convertible_to<std::optional<std::string>>;
};
static_assert(has_resolve<RouteTable, std::string>,
              "solution.cpp must define std::optional<std::string> RouteTable::resolve(const std::string& path), public");

int main() {
    driver::Calls calls;
    const auto instance = calls.construct<RouteTable>("RouteTable");
    while (calls.next()) {
        if (calls.is("put")) {
            calls.answer<void, std::string, std::string>(
                [&](auto&... arguments) { return instance->put(arguments...); });
        } else if (calls.is("drain")) {
            calls.answer<int, std::string>(
                [&](auto&... arguments) { return instance->drain(arguments...); });
        } else if (calls.is("resolve")) {
            calls.answer<std::optional<std::string>, std::string>(
                [&](auto&... arguments) { return instance->resolve(arguments...); });
        } else {
            calls.unknown();
        }
    }
}
