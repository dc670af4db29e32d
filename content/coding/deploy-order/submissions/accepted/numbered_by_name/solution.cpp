// Services are numbered by name, so that the heap and the walk compare numbers. Repeated needs are
// counted as often as they are listed, both when waiting and when freed, which comes to the same.
#include "shapes.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <string>
#include <unordered_map>
#include <vector>

Plan deploy_order(const std::vector<std::string>& services, const std::vector<Need>& needs) {
    std::vector<std::string> names(services);
    std::sort(names.begin(), names.end());
    std::unordered_map<std::string, int> rank;
    const int count = static_cast<int>(names.size());
    for (int i = 0; i < count; ++i) rank[names[i]] = i;

    std::vector<std::vector<int>> waits_for(count), frees(count);
    std::vector<int> waiting(count);
    for (const Need& need : needs) {
        const int one = rank[need.service], other = rank[need.needed];
        waits_for[one].push_back(other);
        frees[other].push_back(one);
        ++waiting[one];
    }

    std::priority_queue<int, std::vector<int>, std::greater<int>> ready;
    for (int i = 0; i < count; ++i)
        if (waiting[i] == 0) ready.push(i);
    Plan plan;
    std::vector<bool> up(count);
    while (!ready.empty()) {
        const int here = ready.top();
        ready.pop();
        up[here] = true;
        plan.order.push_back(names[here]);
        for (int other : frees[here])
            if (--waiting[other] == 0) ready.push(other);
    }
    if (plan.order.size() == names.size()) return plan;

    plan.order.clear();
    std::vector<int> walk, place(count, -1);
    int here = static_cast<int>(std::find(up.begin(), up.end(), false) - up.begin());
    while (place[here] < 0) {
        place[here] = static_cast<int>(walk.size());
        walk.push_back(here);
        int next = count;
        for (int other : waits_for[here])
            if (!up[other]) next = std::min(next, other);
        here = next;
    }
    walk.erase(walk.begin(), walk.begin() + place[here]);
    std::rotate(walk.begin(), std::min_element(walk.begin(), walk.end()), walk.end());
    for (int i : walk) plan.ring.push_back(names[i]);
    return plan;
}
