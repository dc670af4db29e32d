"""Bug: leaves the tenant out of its own market's number but not out of everybody's, so that it is
counted as its own neighbour.

Killed by secret/04-not-with-itself.
"""

from bisect import bisect_right
from collections import defaultdict


def possible_neighbours(tenants, capacity):
    everybody = []
    of_market = defaultdict(list)
    for market, load in sorted(tenants, key=lambda tenant: tenant.load):
        everybody.append(load)
        of_market[market].append(load)
    answer = []
    for market, load in tenants:
        others_of_market = bisect_right(of_market[market], capacity - load) - (2 * load <= capacity)
        answer.append(bisect_right(everybody, capacity - load) - others_of_market)
    return answer
