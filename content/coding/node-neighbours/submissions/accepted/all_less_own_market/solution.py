"""Those who fit among all, less those who fit of the own market: two bisections. A tenant that
fits with itself is in both, and drops out. O(n log n) time, O(n) memory."""

from bisect import bisect_right
from collections import defaultdict


def possible_neighbours(tenants, capacity):
    everybody = []
    of_market = defaultdict(list)
    for market, load in sorted(tenants, key=lambda tenant: tenant.load):
        everybody.append(load)
        of_market[market].append(load)
    return [
        bisect_right(everybody, capacity - load) - bisect_right(of_market[market], capacity - load)
        for market, load in tenants
    ]
