// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Report {
    std::string person{};
    std::string manager{};

    auto operator<=>(const Report&) const = default;
};

struct Request {
    std::string one{};
    std::string other{};

    auto operator<=>(const Request&) const = default;
};
