"""Counts for each service what it still waits for; a heap hands out the smallest that waits for nothing."""

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
    return [], find_ring(set(services) - set(order), waits_for)


def find_ring(stuck, waits_for):
    place, walk = {}, []
    here = min(stuck)
    while here not in place:
        place[here] = len(walk)
        walk.append(here)
        # A stuck service needs a stuck one: otherwise it would have become ready.
        here = min(waits_for[here] & stuck)
    ring = walk[place[here] :]
    turn = ring.index(min(ring))
    return ring[turn:] + ring[:turn]
