// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Batch {
    std::int64_t first_id{};
    std::int64_t last_id{};

    auto operator<=>(const Batch&) const = default;
};

struct Origin {
    std::int64_t at_ms{};
    int node{};
    int sequence{};

    auto operator<=>(const Origin&) const = default;
};
