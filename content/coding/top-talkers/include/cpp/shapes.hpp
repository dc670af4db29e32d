// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Report {
    std::string node{};
    std::string client{};
    int count{};

    auto operator<=>(const Report&) const = default;
};

struct Talker {
    std::string client{};
    std::int64_t total{};

    auto operator<=>(const Talker&) const = default;
};
