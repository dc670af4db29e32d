"""Right but cubic: skips and adds runs of steps of every length instead of one step at a time.

Too slow on secret/growth-5.
"""


def drift_cost(planned, executed, extra_cost, exchange_cost):
    skipped = [0]
    for step in planned:
        skipped.append(skipped[-1] + step.weight)
    cost = [[j * extra_cost for j in range(len(executed) + 1)]]
    for i in range(1, len(planned) + 1):
        cost.append([skipped[i]])
        for j in range(1, len(executed) + 1):
            least = min(cost[k][j] + skipped[i] - skipped[k] for k in range(i))
            least = min(least, min(cost[i][k] + (j - k) * extra_cost for k in range(j)))
            if planned[i - 1].name == executed[j - 1]:
                least = min(least, cost[i - 1][j - 1])
            if i > 1 and j > 1 and planned[i - 1].name == executed[j - 2] and planned[i - 2].name == executed[j - 1]:
                least = min(least, cost[i - 2][j - 2] + exchange_cost)
            cost[i].append(least)
    return cost[-1][-1]
