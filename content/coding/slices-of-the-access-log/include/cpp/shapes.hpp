// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Slice {
    int first{};
    int last{};

    auto operator<=>(const Slice&) const = default;
};
