// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Payment {
    std::int64_t at_ms{};
    std::string card{};
    std::int64_t cents{};

    auto operator<=>(const Payment&) const = default;
};
