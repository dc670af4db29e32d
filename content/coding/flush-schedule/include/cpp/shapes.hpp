// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Write {
    std::int64_t at_ms{};
    int urgency{};

    auto operator<=>(const Write&) const = default;
};
