"""Bug: counts a pair only for the tenant that comes later in order of load, as if pairs were wanted.

Killed by secret/07-partners-on-both-sides.
"""

from bisect import bisect_right
from collections import defaultdict


def possible_neighbours(tenants, capacity):
    order = sorted(range(len(tenants)), key=lambda i: tenants[i].load)
    everybody, of_market = [], defaultdict(list)
    answer = [0] * len(tenants)
    for i in order:
        market, load = tenants[i]
        answer[i] = bisect_right(everybody, capacity - load) - bisect_right(of_market[market], capacity - load)
        everybody.append(load)
        of_market[market].append(load)
    return answer
