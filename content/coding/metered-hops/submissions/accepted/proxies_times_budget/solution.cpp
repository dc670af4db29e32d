// A shortest path in a graph of (proxy, metered hops used): a free hop stays in its layer, a metered
// one leads to the next.
#include "shapes.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <queue>
#include <utility>
#include <vector>

std::vector<std::int64_t> fastest_by_budget(int nodes, const std::vector<Hop>& hops, int origin, int goal, int budget) {
    constexpr std::int64_t endless = std::numeric_limits<std::int64_t>::max();
    const std::size_t layers = static_cast<std::size_t>(budget) + 1;
    std::vector<std::vector<std::size_t>> leaving(static_cast<std::size_t>(nodes));
    for (std::size_t i = 0; i < hops.size(); ++i) leaving[static_cast<std::size_t>(hops[i].source)].push_back(i);

    using State = std::pair<std::int64_t, std::size_t>;
    std::vector<std::int64_t> reached(static_cast<std::size_t>(nodes) * layers, endless);
    std::priority_queue<State, std::vector<State>, std::greater<State>> queue;
    const std::size_t first = static_cast<std::size_t>(origin) * layers;
    reached[first] = 0;
    queue.emplace(0, first);
    while (!queue.empty()) {
        const auto [delay, state] = queue.top();
        queue.pop();
        if (delay > reached[state]) continue;
        const std::size_t used = state % layers;
        for (std::size_t i : leaving[state / layers]) {
            const Hop& hop = hops[i];
            const std::size_t now_used = used + (hop.metered ? 1 : 0);
            if (now_used == layers) continue;
            const std::size_t next = static_cast<std::size_t>(hop.target) * layers + now_used;
            if (delay + hop.delay_ms < reached[next]) {
                reached[next] = delay + hop.delay_ms;
                queue.emplace(reached[next], next);
            }
        }
    }

    // What a smaller budget reaches, a larger one reaches too.
    std::vector<std::int64_t> answer;
    std::int64_t best = endless;
    for (std::size_t b = 0; b < layers; ++b) {
        best = std::min(best, reached[static_cast<std::size_t>(goal) * layers + b]);
        answer.push_back(best == endless ? -1 : best);
    }
    return answer;
}
