// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Pair {
    int one{};
    int other{};

    auto operator<=>(const Pair&) const = default;
};

struct Nights {
    std::vector<int> first_night{};
    int broken{};
    std::vector<int> circle{};

    auto operator<=>(const Nights&) const = default;
};
