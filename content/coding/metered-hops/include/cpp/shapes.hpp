// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Hop {
    int source{};
    int target{};
    int delay_ms{};
    bool metered{};

    auto operator<=>(const Hop&) const = default;
};
