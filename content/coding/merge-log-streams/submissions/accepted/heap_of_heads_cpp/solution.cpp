// A heap of the streams' front lines, and the waiting streams in order of joining. O(n log k) for k streams.
#include "shapes.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <queue>
#include <utility>
#include <vector>

namespace {

bool is_less(const Line& a, const Line& b) {
    return a.at_ms != b.at_ms ? a.at_ms < b.at_ms : a.event < b.event;
}

}  // namespace

std::vector<Written> merge_streams(const std::vector<Stream>& streams) {
    using Head = std::pair<std::size_t, std::size_t>;  // which stream, and which of its lines
    const auto line = [&](const Head& head) -> const Line& { return streams[head.first].lines[head.second]; };
    const auto comes_later = [&](const Head& a, const Head& b) { return is_less(line(b), line(a)); };
    std::priority_queue<Head, std::vector<Head>, decltype(comes_later)> heads(comes_later);

    std::vector<std::size_t> order(streams.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return streams[a].joins_after < streams[b].joins_after;
    });

    std::vector<Written> written;
    std::size_t next = 0;
    const auto join = [&] {
        const std::size_t number = order[next++];
        const auto& lines = streams[number].lines;
        std::size_t at = 0;
        if (!written.empty()) {
            const Line last{written.back().at_ms, written.back().event};
            while (at < lines.size() && !is_less(last, lines[at])) {
                ++at;
            }
        }
        if (at < lines.size()) {
            heads.push({number, at});
        }
    };

    while (!heads.empty() || next < order.size()) {
        while (next < order.size() && static_cast<std::size_t>(streams[order[next]].joins_after) <= written.size()) {
            join();
        }
        if (heads.empty()) {
            if (next < order.size()) {
                const auto joins_after = streams[order[next]].joins_after;
                while (next < order.size() && streams[order[next]].joins_after == joins_after) {
                    join();
                }
            }
            continue;
        }
        const Line smallest = line(heads.top());
        Written entry{smallest.at_ms, smallest.event, 0};
        while (!heads.empty() && !is_less(smallest, line(heads.top()))) {
            const Head head = heads.top();
            heads.pop();
            ++entry.copies;
            if (head.second + 1 < streams[head.first].lines.size()) {
                heads.push({head.first, head.second + 1});
            }
        }
        written.push_back(entry);
    }
    return written;
}
