// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Entry {
    std::string account{};
    int cents{};

    auto operator<=>(const Entry&) const = default;
};

struct Stretch {
    int first{};
    int length{};

    auto operator<=>(const Stretch&) const = default;
};
