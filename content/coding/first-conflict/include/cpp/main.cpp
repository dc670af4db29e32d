// Generated from signature.toml by `cargo xtask gen`.
// Gives LabPlan of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Booking& record) { read_fields(in, record.name, record.starts_at, record.ends_at); }

void write(Text& out, const Booking& record) { write_fields(out, record.name, record.starts_at, record.ends_at); }

}  // namespace driver

template <class... Parameters>
concept constructs = requires(Parameters&... arguments) {
    LabPlan(arguments...);
};
static_assert(constructs<std::vector<Booking>>,
              "solution.cpp must define class LabPlan with LabPlan(const std::vector<Booking>& bookings)");

template <class Class, class... Parameters>
concept has_first_conflict = requires(Class& instance, Parameters&... arguments) {
    { instance.first_conflict(arguments...) } -> std::convertible_to<std::optional<std::string>>;
};
static_assert(has_first_conflict<LabPlan, std::int64_t, std::int64_t>,
              "solution.cpp must define std::optional<std::string> LabPlan::first_conflict(std::int64_t starts_at, std::int64_t ends_at), public");

template <class Class, class... Parameters>
concept has_cancel = requires(Class& instance, Parameters&... arguments) {
    { instance.cancel(arguments...) } -> std::convertible_to<bool>;
};
static_assert(has_cancel<LabPlan, std::string>,
              "solution.cpp must define bool LabPlan::cancel(const std::string& name), public");

int main() {
    driver::Calls calls;
    const auto instance = calls.construct<LabPlan, std::vector<Booking>>("LabPlan");
    while (calls.next()) {
        if (calls.is("first_conflict")) {
            calls.answer<std::optional<std::string>, std::int64_t, std::int64_t>(
                [&](auto&... arguments) { return instance->first_conflict(arguments...); });
        } else if (calls.is("cancel")) {
            calls.answer<bool, std::string>(
                [&](auto&... arguments) { return instance->cancel(arguments...); });
        } else {
            calls.unknown();
        }
    }
}
