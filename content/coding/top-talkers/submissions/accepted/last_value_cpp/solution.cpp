// Remembers the last value of each counter, then sorts the clients and cuts behind the tie. O(n log n).
#include "shapes.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

std::vector<Talker> top_talkers(const std::vector<Report>& reports, int k) {
    std::unordered_map<std::string, std::int64_t> last;
    std::unordered_map<std::string, std::int64_t> totals;
    for (const Report& report : reports) {
        // No name has a space in it, so the key is unambiguous.
        const auto [found, is_first] = last.try_emplace(report.node + " " + report.client, report.count);
        if (!is_first) {
            const std::int64_t before = found->second;
            totals[report.client] += report.count < before ? report.count : report.count - before;
            found->second = report.count;
        }
    }

    std::vector<Talker> ranked;
    for (const auto& [client, total] : totals) {
        if (total > 0) {
            ranked.push_back(Talker{client, total});
        }
    }
    std::sort(ranked.begin(), ranked.end(), [](const Talker& a, const Talker& b) {
        return a.total != b.total ? a.total > b.total : a.client < b.client;
    });
    std::size_t end = std::min(ranked.size(), static_cast<std::size_t>(k));
    while (end > 0 && end < ranked.size() && ranked[end].total == ranked[end - 1].total) {
        ++end;
    }
    ranked.erase(ranked.begin() + static_cast<std::ptrdiff_t>(end), ranked.end());
    return ranked;
}
