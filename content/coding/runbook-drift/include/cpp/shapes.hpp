// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Step {
    std::string name{};
    int weight{};

    auto operator<=>(const Step&) const = default;
};
