"""Bug: compares only one of the two pairs of names before it takes two steps for exchanged.

Killed by secret/08-half-an-exchange.
"""


def drift_cost(planned, executed, extra_cost, exchange_cost):
    row = [j * extra_cost for j in range(len(executed) + 1)]
    above = two_above = before = None
    for name, weight in planned:
        two_above, above, row = above, row, [row[0] + weight]
        for j, done in enumerate(executed, start=1):
            least = min(row[-1] + extra_cost, above[j] + weight)
            if done == name:
                least = min(least, above[j - 1])
            if before is not None and j > 1 and executed[j - 2] == name:
                least = min(least, two_above[j - 2] + exchange_cost)
            row.append(least)
        before = name
    return row[-1]
