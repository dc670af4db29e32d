"""Right, and fast for few markets, but adds up over all the other markets: quadratic where
everybody has a market of their own.

Too slow on secret/large-many-markets.
"""

from bisect import bisect_right
from collections import defaultdict


def possible_neighbours(tenants, capacity):
    of_market = defaultdict(list)
    for market, load in sorted(tenants, key=lambda tenant: tenant.load):
        of_market[market].append(load)
    return [
        sum(bisect_right(loads, capacity - load) for other, loads in of_market.items() if other != market)
        for market, load in tenants
    ]
