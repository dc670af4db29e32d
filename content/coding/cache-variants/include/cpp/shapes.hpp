// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Variant {
    int size{};
    int saved_ms{};

    auto operator<=>(const Variant&) const = default;
};
