"""Bug: a tenant keeps the offer that it made first, also when a more urgent job of it arrives.

Killed by secret/06-a-better-one-arrives.
"""

import heapq
from collections import defaultdict


def start_order(jobs, cooldown_ms):
    waiting = defaultdict(list)  # of each tenant: (-priority, job)
    offers = []  # (-priority, job) of tenants that may start; may be outdated
    cooling, is_cooling = [], set()
    started, now_ms, known = [], 0, 0
    while len(started) < len(jobs):
        while known < len(jobs) and jobs[known][0] <= now_ms:
            _, tenant, priority, _ = jobs[known]
            heapq.heappush(waiting[tenant], (-priority, known))
            if tenant not in is_cooling and len(waiting[tenant]) == 1:
                heapq.heappush(offers, (-priority, known))
            known += 1
        while cooling and cooling[0][0] <= now_ms:
            _, tenant = heapq.heappop(cooling)
            is_cooling.remove(tenant)
            if waiting[tenant]:
                heapq.heappush(offers, waiting[tenant][0])

        # An offer is outdated when its tenant cools down, or when the job has started.
        while offers and is_outdated(offers[0], waiting, is_cooling, jobs):
            heapq.heappop(offers)
        if not offers:
            moments = [jobs[known][0]] if known < len(jobs) else []
            now_ms = min(moments + ([cooling[0][0]] if cooling else []))
            continue
        _, job = heapq.heappop(offers)
        _, tenant, _, run_ms = jobs[job]
        waiting[tenant].remove((-jobs[job][2], job))
        heapq.heapify(waiting[tenant])
        started.append((job, now_ms))
        now_ms += run_ms
        is_cooling.add(tenant)
        heapq.heappush(cooling, (now_ms + cooldown_ms, tenant))
    return started


def is_outdated(offer, waiting, is_cooling, jobs):
    tenant = jobs[offer[1]][1]
    return tenant in is_cooling or offer not in waiting[tenant]
