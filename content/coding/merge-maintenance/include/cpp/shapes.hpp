// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Window {
    std::string region{};
    int start_min{};
    int end_min{};

    auto operator<=>(const Window&) const = default;
};

struct Block {
    std::string region{};
    int start_min{};
    int end_min{};
    int worked_min{};

    auto operator<=>(const Block&) const = default;
};
