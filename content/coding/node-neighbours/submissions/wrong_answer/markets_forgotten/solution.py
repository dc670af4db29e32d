"""Bug: counts all who fit, of whatever market, and takes off only the tenant itself.

Killed by secret/05-same-market-apart.
"""

from bisect import bisect_right


def possible_neighbours(tenants, capacity):
    everybody = sorted(load for _, load in tenants)
    return [bisect_right(everybody, capacity - load) - (2 * load <= capacity) for _, load in tenants]
