"""Bug: drops equal pairs of market and load as copies.

Killed by secret/06-equal-loads.
"""

from bisect import bisect_right
from collections import defaultdict


def possible_neighbours(tenants, capacity):
    everybody = []
    of_market = defaultdict(list)
    for market, load in sorted(set(tenants), key=lambda tenant: tenant[1]):
        everybody.append(load)
        of_market[market].append(load)
    return [
        bisect_right(everybody, capacity - load) - bisect_right(of_market[market], capacity - load)
        for market, load in tenants
    ]
