// Generated from signature.toml by `cargo xtask gen`.
// Gives IdGenerator of solution.cpp its arguments, and writes what it returns.

#include "driver.hpp"
#include "shapes.hpp"
#include "solution.cpp"

namespace driver {

void read(Reader& in, Batch& record) { read_fields(in, record.first_id, record.last_id); }

void write(Text& out, const Batch& record) { write_fields(out, record.first_id, record.last_id); }

void read(Reader& in, Origin& record) { read_fields(in, record.at_ms, record.node, record.sequence); }

void write(Text& out, const Origin& record) { write_fields(out, record.at_ms, record.node, record.sequence); }

}  // namespace driver

template <class... Parameters>
concept constructs = requires(Parameters&... arguments) {
    IdGenerator(arguments...);
};
static_assert(constructs<std::int64_t, int, int, int, std::int64_t>,
              "solution.cpp must define class IdGenerator with IdGenerator(std::int64_t epoch_ms, int nodes, int node, int per_ms, std::int64_t ahead_ms)");

template <class Class, class... Parameters>
concept has_next_id = requires(Class& instance, Parameters&... arguments) {
    { instance.next_id(arguments...) } -> std::convertible_to<std::optional<std::int64_t>>;
};
static_assert(has_next_id<IdGenerator, std::int64_t>,
              "solution.cpp must define std::optional<std::int64_t> IdGenerator::next_id(std::int64_t clock_ms), public");

template <class Class, class... Parameters>
concept has_reserve = requires(Class& instance, Parameters&... arguments) {
    { instance.reserve(arguments...) } -> std::convertible_to<std::optional<Batch>>;
};
static_assert(has_reserve<IdGenerator, std::int64_t, std::int64_t>,
              "solution.cpp must define std::optional<Batch> IdGenerator::reserve(std::int64_t clock_ms, std::int64_t count), public");

template <class Class, class... Parameters>
concept has_origin = requires(Class& instance, Parameters&... arguments) {
    { instance.origin(arguments...) } -> std::convertible_to<Origin>;
};
static_assert(has_origin<IdGenerator, std::int64_t>,
              "solution.cpp must define Origin IdGenerator::origin(std::int64_t id), public");

int main() {
    driver::Calls calls;
    const auto instance = calls.construct<IdGenerator, std::int64_t, int, int, int, std::int64_t>("IdGenerator");
    while (calls.next()) {
        if (calls.is("next_id")) {
            calls.answer<std::optional<std::int64_t>, std::int64_t>(
                [&](auto&... arguments) { return instance->next_id(arguments...); });
        } else if (calls.is("reserve")) {
            calls.answer<std::optional<Batch>, std::int64_t, std::int64_t>(
                [&](auto&... arguments) { return instance->reserve(arguments...); });
        } else if (calls.is("origin")) {
            calls.answer<Origin, std::int64_t>(
                [&](auto&... arguments) { return instance->origin(arguments...); });
        } else {
            calls.unknown();
        }
    }
}
