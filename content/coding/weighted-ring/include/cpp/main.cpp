// Generated from signature.toml by `cargo xtask gen`.
// Gives WeightedRing of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "solution.cpp"

template <class... Parameters>
concept constructs = requires(Parameters&... arguments) {
    WeightedRing(arguments...);
};
static_assert(constructs<std::int64_t, int>,
              "solution.cpp must define class WeightedRing with WeightedRing(std::int64_t ring_size, int points_per_weight)");

template <class Class, class... Parameters>
concept has_set_weight = requires(Class& instance, Parameters&... arguments) {
    { instance.set_weight(arguments...) } -> std::convertible_to<std::int64_t>;
};
static_assert(has_set_weight<WeightedRing, std::string, int>,
              "solution.cpp must define std::int64_t WeightedRing::set_weight(const std::string& node, int weight), public");

template <class Class, class... Parameters>
concept has_owner = requires(Class& instance, Parameters&... arguments) {
    { instance.owner(arguments...) } -> std::convertible_to<std::optional<std::string>>;
};
static_assert(has_owner<WeightedRing, std::string>,
              "solution.cpp must define std::optional<std::string> WeightedRing::owner(const std::string& key), public");

template <class Class, class... Parameters>
concept has_share = requires(Class& instance, Parameters&... arguments) {
    { instance.share(arguments...) } -> std::convertible_to<std::int64_t>;
};
static_assert(has_share<WeightedRing, std::string>,
              "solution.cpp must define std::int64_t WeightedRing::share(const std::string& node), public");

int main() {
    driver::Calls calls;
    const auto instance = calls.construct<WeightedRing, std::int64_t, int>("WeightedRing");
    while (calls.next()) {
        if (calls.is("set_weight")) {
            calls.answer<std::int64_t, std::string, int>(
                [&](auto&... arguments) { return instance->set_weight(arguments...); });
        } else if (calls.is("owner")) {
            calls.answer<std::optional<std::string>, std::string>(
                [&](auto&... arguments) { return instance->owner(arguments...); });
        } else if (calls.is("share")) {
            calls.answer<std::int64_t, std::string>(
                [&](auto&... arguments) { return instance->share(arguments...); });
        } else {
            calls.unknown();
        }
    }
}
