// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Booking {
    std::string name{};
    std::int64_t starts_at{};
    std::int64_t ends_at{};

    auto operator<=>(const Booking&) const = default;
};
