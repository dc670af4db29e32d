"""Right but slow for wide windows: adds up every window anew.

Too slow on secret/growth-5.
"""

from bisect import bisect_left


def noisy_neighbours(log, windows):
    times = [at_ms for at_ms, _, _ in log]
    answer = []
    for from_ms, until_ms in windows:
        costs = {}
        for place in range(bisect_left(times, from_ms), bisect_left(times, until_ms)):
            _, tenant, cost_ms = log[place]
            costs[tenant] = costs.get(tenant, 0) + cost_ms
        whole = sum(costs.values())
        noisy = [tenant for tenant, cost in costs.items() if 2 * cost > whole]
        answer += noisy or [""]
    return answer
