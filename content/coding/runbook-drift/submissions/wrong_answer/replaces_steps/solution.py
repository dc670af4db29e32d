"""Bug: takes over "replaced" from the edit distance of text, at the dearer of the two costs.

Killed by secret/10-replaced.
"""


def drift_cost(planned, executed, extra_cost, exchange_cost):
    row = [j * extra_cost for j in range(len(executed) + 1)]
    above = two_above = before = None
    for name, weight in planned:
        two_above, above, row = above, row, [row[0] + weight]
        for j, done in enumerate(executed, start=1):
            least = min(row[-1] + extra_cost, above[j] + weight)
            least = min(least, above[j - 1] + (0 if done == name else max(weight, extra_cost)))
            if j > 1 and done == before and executed[j - 2] == name:
                least = min(least, two_above[j - 2] + exchange_cost)
            row.append(least)
        before = name
    return row[-1]
