// Sorts each partition by merging; before two sorted halves are merged, one pointer counts across them. O(n log n).
#include "shapes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace {

std::int64_t count_and_sort(std::vector<std::int64_t>& made, std::size_t from, std::size_t to, std::int64_t slack_ms) {
    if (to - from < 2) {
        return 0;
    }
    const std::size_t middle = from + (to - from) / 2;
    std::int64_t pairs = count_and_sort(made, from, middle, slack_ms) + count_and_sort(made, middle, to, slack_ms);
    std::size_t within = from;
    for (std::size_t later = middle; later < to; ++later) {
        while (within < middle && made[within] <= made[later] + slack_ms) {
            ++within;
        }
        pairs += static_cast<std::int64_t>(middle - within);
    }
    const auto at = [&](std::size_t place) { return made.begin() + static_cast<std::ptrdiff_t>(place); };
    std::inplace_merge(at(from), at(middle), at(to));
    return pairs;
}

}  // namespace

std::vector<Disorder> swapped_pairs(const std::vector<Event>& events, std::int64_t slack_ms) {
    std::map<std::string, std::vector<std::int64_t>> times;
    for (const Event& event : events) {
        times[event.partition].push_back(event.made_ms);
    }
    std::vector<Disorder> found;
    for (auto& [partition, made] : times) {
        const std::int64_t pairs = count_and_sort(made, 0, made.size(), slack_ms);
        if (pairs > 0) {
            found.push_back(Disorder{partition, pairs});
        }
    }
    // The map has them in order of their names, and a stable sort keeps that among equals.
    std::stable_sort(found.begin(), found.end(), [](const Disorder& a, const Disorder& b) { return a.pairs > b.pairs; });
    return found;
}
