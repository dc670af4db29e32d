"""Bug: takes everything that was never deployed for the ring, those that only wait for it too.

Killed by secret/06-tail-before-the-ring, secret/08-two-rings.
"""

import heapq
from collections import defaultdict


def deploy_order(services, needs):
    needed_by, waits_for = defaultdict(set), defaultdict(set)
    for service, needed in needs:
        waits_for[service].add(needed)
        needed_by[needed].add(service)
    waiting = {service: len(waits_for[service]) for service in services}
    ready = [service for service in services if waiting[service] == 0]
    heapq.heapify(ready)
    order = []
    while ready:
        service = heapq.heappop(ready)
        order.append(service)
        for other in needed_by[service]:
            waiting[other] -= 1
            if waiting[other] == 0:
                heapq.heappush(ready, other)
    if len(order) == len(services):
        return order, []
    return [], sorted(set(services) - set(order))
