// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Event {
    std::string partition{};
    std::int64_t made_ms{};

    auto operator<=>(const Event&) const = default;
};

struct Disorder {
    std::string partition{};
    std::int64_t pairs{};

    auto operator<=>(const Disorder&) const = default;
};
