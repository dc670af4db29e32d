#include "shapes.hpp"

Everything gather(
    int small,
    std::int64_t big_one,
    bool yes,
    const std::string& text,
    std::vector<std::vector<std::string>> words,
    std::optional<int> maybe_small
) {
    return {small, big_one, yes, text, words, maybe_small};
}
