"""Bug: tries only the tenants that are the greatest in the whole log, and misses one that is noisy in a short window.

Killed by secret/08-small-one-here.
"""

from bisect import bisect_left
from collections import Counter


def noisy_neighbours(log, windows):
    times = [at_ms for at_ms, _, _ in log]
    overall, total = Counter(), [0]
    for _, tenant, cost_ms in log:
        overall[tenant] += cost_ms
        total.append(total[-1] + cost_ms)
    sums = []
    for tenant, _ in overall.most_common(1):
        of_tenant = [0]
        for _, who, cost_ms in log:
            of_tenant.append(of_tenant[-1] + cost_ms * (who == tenant))
        sums.append((tenant, of_tenant))
    answer = []
    for from_ms, until_ms in windows:
        first, end = bisect_left(times, from_ms), bisect_left(times, until_ms)
        noisy = [who for who, of in sums if 2 * (of[end] - of[first]) > total[end] - total[first]]
        answer += noisy or [""]
    return answer
