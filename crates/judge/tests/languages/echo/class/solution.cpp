#include "shapes.hpp"

class Parrot {
public:
    Parrot(std::int64_t first, std::vector<std::string> names) : first(first), names(std::move(names)) {}

    void listen(const Seed&) {}
    const std::vector<std::string>& all_names() const { return names; }
    std::int64_t first_value() const { return first; }
    int say_small(int value) { return value; }
    std::string say_text(std::string value) { return value; }
    std::optional<std::int64_t> say_maybe(std::optional<std::int64_t> value) { return value; }
    std::vector<Seed> say_seeds(std::vector<Seed> seeds, bool) { return seeds; }
    std::optional<Seed> say_seed(std::optional<Seed> seed) { return seed; }

private:
    std::int64_t first;
    std::vector<std::string> names;
};
