#include "shapes.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

Loop repeating_end(const std::vector<std::string>& lines) {
    const int count = static_cast<int>(lines.size());
    const auto line = [&](int from_the_end) -> const std::string& { return lines[count - 1 - from_the_end]; };
    std::vector<int> reach(count, 0);
    Loop best{0, 0};
    int start = 0, end = 0;
    for (int shift = 1; shift < count; ++shift) {
        int known = shift < end ? std::min(end - shift, reach[shift - start]) : 0;
        while (shift + known < count && line(known) == line(shift + known)) ++known;
        reach[shift] = known;
        if (shift + known > end) {
            start = shift;
            end = shift + known;
        }
        const int times = 1 + known / shift;
        if (times > 1 && shift * times > best.size * best.times) best = Loop{shift, times};
    }
    return best;
}
