"""Bug: names the tenant with the greatest cost, also when that is less than half.

Killed by secret/05-most-but-not-half.
"""


def noisy_neighbours(log, windows):
    answer = []
    for from_ms, until_ms in windows:
        costs = {}
        for at_ms, tenant, cost_ms in log:
            if from_ms <= at_ms < until_ms:
                costs[tenant] = costs.get(tenant, 0) + cost_ms
        answer.append(max(costs, key=costs.get) if costs else "")
    return answer
