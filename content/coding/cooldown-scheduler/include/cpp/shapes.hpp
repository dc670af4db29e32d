// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Job {
    int at_ms{};
    std::string tenant{};
    int priority{};
    int run_ms{};

    auto operator<=>(const Job&) const = default;
};

struct Start {
    int job{};
    std::int64_t start_ms{};

    auto operator<=>(const Start&) const = default;
};
