#include "shapes.hpp"

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

std::vector<std::string> approvers(
    const std::string& boss, const std::vector<Report>& reports, const std::vector<Request>& requests) {
    std::unordered_map<std::string, std::vector<std::string>> below;
    for (const Report& report : reports) below[report.manager].push_back(report.person);

    std::vector<std::string> names{boss};
    std::vector<int> above{0}, depth{0};
    std::unordered_map<std::string, int> number{{boss, 0}};
    int deepest = 0;
    for (std::size_t at = 0; at < names.size(); ++at) {
        const auto found = below.find(names[at]);
        if (found == below.end()) continue;
        for (const std::string& person : found->second) {
            number[person] = static_cast<int>(names.size());
            names.push_back(person);
            above.push_back(static_cast<int>(at));
            depth.push_back(depth[at] + 1);
            deepest = depth.back();
        }
    }

    std::vector<std::vector<int>> jumps{above};
    while ((1 << jumps.size()) <= deepest) {
        std::vector<int> twice;
        for (const int i : jumps.back()) twice.push_back(jumps.back()[i]);
        jumps.push_back(std::move(twice));
    }

    std::vector<std::string> answers;
    for (const Request& request : requests) {
        int a = number[request.one], b = number[request.other];
        if (a == 0 || b == 0) {
            answers.emplace_back();
            continue;
        }
        a = above[a];
        b = above[b];
        if (depth[a] < depth[b]) std::swap(a, b);
        const int steps = depth[a] - depth[b];
        for (std::size_t k = 0; k < jumps.size(); ++k) {
            if (steps >> k & 1) a = jumps[k][a];
        }
        if (a != b) {
            for (std::size_t k = jumps.size(); k-- > 0;) {
                if (jumps[k][a] != jumps[k][b]) {
                    a = jumps[k][a];
                    b = jumps[k][b];
                }
            }
            a = above[a];
        }
        answers.push_back(names[a]);
    }
    return answers;
}
