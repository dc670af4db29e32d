"""cost[i][j] explains what is left from planned step i and executed step j on: the whole table,
filled from the end. O(n m) time and memory."""


def drift_cost(planned, executed, extra_cost, exchange_cost):
    names = [step.name for step in planned]
    rows, columns = len(names), len(executed)
    cost = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows, -1, -1):
        for j in range(columns, -1, -1):
            found = []
            if i < rows:
                found.append(cost[i + 1][j] + planned[i].weight)
            if j < columns:
                found.append(cost[i][j + 1] + extra_cost)
            if i < rows and j < columns:
                if names[i] == executed[j]:
                    found.append(cost[i + 1][j + 1])
                if i + 1 < rows and names[i + 1] == executed[j] and names[i] in executed[j + 1 : j + 2]:
                    found.append(cost[i + 2][j + 2] + exchange_cost)
            cost[i][j] = min(found, default=0)
    return cost[0][0]
