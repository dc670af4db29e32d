// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Assignment {
    int first{};
    int last{};
    int node{};

    auto operator<=>(const Assignment&) const = default;
};
