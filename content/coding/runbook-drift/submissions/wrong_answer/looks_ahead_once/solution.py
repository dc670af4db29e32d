"""Bug: greedy. At the first difference it takes what comes later in the other list for unplanned
or skipped, and never looks at the cost.

Killed by secret/05-skip-or-wait.
"""


def drift_cost(planned, executed, extra_cost, exchange_cost):
    names = [step.name for step in planned]
    last = {name: j for j, name in enumerate(executed)}
    i = j = total = 0
    while i < len(names) and j < len(executed):
        if names[i] == executed[j]:
            i, j = i + 1, j + 1
        elif i + 1 < len(names) and j + 1 < len(executed) and names[i] == executed[j + 1] and names[i + 1] == executed[j]:
            i, j, total = i + 2, j + 2, total + exchange_cost
        elif last.get(names[i], -1) > j:
            j, total = j + 1, total + extra_cost
        else:
            i, total = i + 1, total + planned[i].weight
    return total + sum(step.weight for step in planned[i:]) + (len(executed) - j) * extra_cost
