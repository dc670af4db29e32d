// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Request {
    int at_ms{};
    std::string tenant{};
    int cost_ms{};

    auto operator<=>(const Request&) const = default;
};

struct Span {
    int from_ms{};
    int until_ms{};

    auto operator<=>(const Span&) const = default;
};
