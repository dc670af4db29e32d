"""Right, and fast for all tenants, but takes off the own market one by one: quadratic where one
market has most of the tenants.

Too slow on secret/growth-5.
"""

from bisect import bisect_right
from collections import defaultdict


def possible_neighbours(tenants, capacity):
    everybody = sorted(load for _, load in tenants)
    of_market = defaultdict(list)
    for market, load in tenants:
        of_market[market].append(load)
    answer = []
    for market, load in tenants:
        room = capacity - load
        answer.append(bisect_right(everybody, room) - sum(1 for other in of_market[market] if other <= room))
    return answer
