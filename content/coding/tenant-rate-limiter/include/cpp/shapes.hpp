// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Rule {
    std::string tenant{};
    int limit{};
    std::int64_t window_ms{};

    auto operator<=>(const Rule&) const = default;
};
