"""Bug: takes a node that is exactly full for overloaded.

Killed by secret/03-exactly-the-capacity.
"""

from bisect import bisect_left
from collections import defaultdict


def possible_neighbours(tenants, capacity):
    everybody = []
    of_market = defaultdict(list)
    for market, load in sorted(tenants, key=lambda tenant: tenant.load):
        everybody.append(load)
        of_market[market].append(load)
    return [
        bisect_left(everybody, capacity - load) - bisect_left(of_market[market], capacity - load)
        for market, load in tenants
    ]
