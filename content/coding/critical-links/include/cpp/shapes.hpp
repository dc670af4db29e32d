// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Link {
    int one{};
    int other{};

    auto operator<=>(const Link&) const = default;
};

struct Loss {
    int link{};
    std::int64_t pairs{};

    auto operator<=>(const Loss&) const = default;
};
