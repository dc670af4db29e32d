// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Reading {
    bool found{};
    std::string value{};
    int broken_at{};

    auto operator<=>(const Reading&) const = default;
};
