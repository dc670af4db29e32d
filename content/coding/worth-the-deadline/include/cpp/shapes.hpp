// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Job {
    std::int64_t duration_ms{};
    std::int64_t due_ms{};

    auto operator<=>(const Job&) const = default;
};
