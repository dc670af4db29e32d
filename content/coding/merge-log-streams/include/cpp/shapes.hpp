// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Line {
    int at_ms{};
    std::string event{};

    auto operator<=>(const Line&) const = default;
};

struct Stream {
    int joins_after{};
    std::vector<Line> lines{};

    auto operator<=>(const Stream&) const = default;
};

struct Written {
    int at_ms{};
    std::string event{};
    int copies{};

    auto operator<=>(const Written&) const = default;
};
