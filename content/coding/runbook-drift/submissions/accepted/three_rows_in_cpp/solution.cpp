// cost[j] of the row for i explains the first i planned and the first j executed steps. An exchange
// looks two rows back, so three rows are kept. O(n m) time, O(m) memory.

#include <algorithm>

#include "shapes.hpp"

std::int64_t drift_cost(const std::vector<Step>& planned, const std::vector<std::string>& executed, int extra_cost,
                        int exchange_cost) {
    const std::size_t columns = executed.size();
    std::vector<std::int64_t> two_above(columns + 1), above(columns + 1), row(columns + 1);
    for (std::size_t j = 1; j <= columns; j++) row[j] = row[j - 1] + extra_cost;

    for (std::size_t i = 1; i <= planned.size(); i++) {
        std::swap(two_above, above);
        std::swap(above, row);
        const Step& step = planned[i - 1];
        row[0] = above[0] + step.weight;
        for (std::size_t j = 1; j <= columns; j++) {
            row[j] = std::min(row[j - 1] + extra_cost, above[j] + step.weight);
            if (step.name == executed[j - 1]) row[j] = std::min(row[j], above[j - 1]);
            if (i > 1 && j > 1 && step.name == executed[j - 2] && planned[i - 2].name == executed[j - 1]) {
                row[j] = std::min(row[j], two_above[j - 2] + exchange_cost);
            }
        }
    }
    return row[columns];
}
