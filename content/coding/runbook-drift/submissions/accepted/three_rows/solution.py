"""cost[i][j] explains the first i planned and the first j executed steps. An exchange looks two
rows back, so three rows are kept. O(n m) time, O(m) memory."""


def drift_cost(planned, executed, extra_cost, exchange_cost):
    row = [j * extra_cost for j in range(len(executed) + 1)]
    above = two_above = None
    before = None
    for name, weight in planned:
        two_above, above, row = above, row, [row[0] + weight]
        left = row[0]
        for j, done in enumerate(executed, start=1):
            least = min(left + extra_cost, above[j] + weight)
            if done == name and above[j - 1] < least:
                least = above[j - 1]
            if done == before and j > 1 and executed[j - 2] == name and two_above[j - 2] + exchange_cost < least:
                least = two_above[j - 2] + exchange_cost
            row.append(least)
            left = least
        before = name
    return row[-1]
