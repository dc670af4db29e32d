// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Need {
    std::string service{};
    std::string needed{};

    auto operator<=>(const Need&) const = default;
};

struct Plan {
    std::vector<std::string> order{};
    std::vector<std::string> ring{};

    auto operator<=>(const Plan&) const = default;
};
