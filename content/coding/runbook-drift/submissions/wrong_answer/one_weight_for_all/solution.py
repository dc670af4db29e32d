"""Bug: fills the first column with i times the first weight instead of the sum of the weights.

Killed by secret/02-nothing-executed.
"""


def drift_cost(planned, executed, extra_cost, exchange_cost):
    row = [j * extra_cost for j in range(len(executed) + 1)]
    above = two_above = before = None
    for i, (name, weight) in enumerate(planned, start=1):
        two_above, above, row = above, row, [i * planned[0].weight]
        for j, done in enumerate(executed, start=1):
            least = min(row[-1] + extra_cost, above[j] + weight)
            if done == name:
                least = min(least, above[j - 1])
            if j > 1 and done == before and executed[j - 2] == name:
                least = min(least, two_above[j - 2] + exchange_cost)
            row.append(least)
        before = name
    return row[-1]
