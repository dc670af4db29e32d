"""Right, but looks through all services for the next one at every step: quadratic.

Too slow on secret/growth-5.
"""

from collections import defaultdict


def deploy_order(services, needs):
    waits_for = defaultdict(set)
    for service, needed in needs:
        waits_for[service].add(needed)
    left, up, order = set(services), set(), []
    while left:
        ready = [service for service in left if waits_for[service] <= up]
        if not ready:
            break
        service = min(ready)
        left.remove(service)
        up.add(service)
        order.append(service)
    if not left:
        return order, []
    here, walk = min(left), []
    while here not in walk:
        walk.append(here)
        here = min(waits_for[here] & left)
    ring = walk[walk.index(here) :]
    turn = ring.index(min(ring))
    return [], ring[turn:] + ring[:turn]
