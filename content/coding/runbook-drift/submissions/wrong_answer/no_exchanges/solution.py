"""Bug: knows only skipped and unplanned steps, so that an exchange costs both.

Killed by secret/06-exchanged-neighbours.
"""


def drift_cost(planned, executed, extra_cost, exchange_cost):
    row = [j * extra_cost for j in range(len(executed) + 1)]
    for name, weight in planned:
        above, row = row, [row[0] + weight]
        for j, done in enumerate(executed, start=1):
            least = min(row[-1] + extra_cost, above[j] + weight)
            if done == name:
                least = min(least, above[j - 1])
            row.append(least)
    return row[-1]
