// Every possible beginning of the last batch is a line over the time of the flush; a deque holds the
// lower hull. The products stay below 3.1 * 10^18 and fit 64 bits. O(n).

#include <deque>

#include "shapes.hpp"

namespace {

struct Line {
    std::int64_t slope;
    std::int64_t start;

    std::int64_t at(std::int64_t at_ms) const { return slope * at_ms + start; }
};

// Whether `middle` is nowhere lower than both of its neighbours.
bool is_hidden(const Line& before, const Line& middle, const Line& after) {
    return (after.start - before.start) * (before.slope - middle.slope) <=
           (middle.start - before.start) * (before.slope - after.slope);
}

}  // namespace

std::int64_t cheapest_flushes(const std::vector<Write>& writes, std::int64_t flush_cost) {
    std::deque<Line> hull;
    std::int64_t cost = 0, weight = 0, moment = 0;
    for (const Write& write : writes) {
        const Line line{-weight, cost + moment};
        // Of parallel lines the older is never the higher one.
        if (hull.empty() || hull.back().slope != line.slope) {
            while (hull.size() > 1 && is_hidden(hull[hull.size() - 2], hull.back(), line)) hull.pop_back();
            hull.push_back(line);
        }
        weight += write.urgency;
        moment += write.urgency * write.at_ms;
        while (hull.size() > 1 && hull[1].at(write.at_ms) <= hull[0].at(write.at_ms)) hull.pop_front();
        cost = hull[0].at(write.at_ms) + flush_cost + write.at_ms * weight - moment;
    }
    return cost;
}
