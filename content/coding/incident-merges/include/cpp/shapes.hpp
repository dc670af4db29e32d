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

struct Question {
    int one{};
    int other{};

    auto operator<=>(const Question&) const = default;
};

struct Merge {
    int link{};
    int size{};

    auto operator<=>(const Merge&) const = default;
};
