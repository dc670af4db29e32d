// Generated from signature.toml by `cargo xtask gen`.
// The records that solution.cpp is given and returns.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct Folder {
    int parent{};
    std::int64_t reserved{};
    std::int64_t quota{};

    auto operator<=>(const Folder&) const = default;
};

struct StoredFile {
    int folder{};
    std::int64_t size{};

    auto operator<=>(const StoredFile&) const = default;
};
