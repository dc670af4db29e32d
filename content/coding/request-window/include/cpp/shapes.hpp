// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Request {
    std::int64_t at_ms{};
    std::string client{};
    std::string request_id{};

    auto operator<=>(const Request&) const = default;
};

struct Breach {
    std::string client{};
    std::int64_t at_ms{};

    auto operator<=>(const Breach&) const = default;
};
