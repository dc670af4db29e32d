"""Bug: explains by an exchange wherever there is one, even when skipping and adding costs less.

Killed by secret/07-dear-exchange.
"""


def drift_cost(planned, executed, extra_cost, exchange_cost):
    row = [j * extra_cost for j in range(len(executed) + 1)]
    above = two_above = before = None
    for name, weight in planned:
        two_above, above, row = above, row, [row[0] + weight]
        for j, done in enumerate(executed, start=1):
            if done == name:
                row.append(min(row[-1] + extra_cost, above[j] + weight, above[j - 1]))
            elif j > 1 and done == before and executed[j - 2] == name:
                row.append(two_above[j - 2] + exchange_cost)
            else:
                row.append(min(row[-1] + extra_cost, above[j] + weight))
        before = name
    return row[-1]
