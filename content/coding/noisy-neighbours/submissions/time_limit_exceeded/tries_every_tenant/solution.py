"""Right but slow for many tenants: looks up the cost of each tenant in each window.

Too slow on secret/growth-5.
"""

from bisect import bisect_left


def noisy_neighbours(log, windows):
    times, total, places, sums = [], [0], {}, {}
    for place, (at_ms, tenant, cost_ms) in enumerate(log):
        times.append(at_ms)
        total.append(total[-1] + cost_ms)
        places.setdefault(tenant, []).append(place)
        before = sums.setdefault(tenant, [0])
        before.append(before[-1] + cost_ms)
    answer = []
    for from_ms, until_ms in windows:
        first, end = bisect_left(times, from_ms), bisect_left(times, until_ms)
        noisy = ""
        for tenant, at in places.items():
            cost = sums[tenant][bisect_left(at, end)] - sums[tenant][bisect_left(at, first)]
            if 2 * cost > total[end] - total[first]:
                noisy = tenant
        answer.append(noisy)
    return answer
