"""Bug: takes the most urgent job and waits until its tenant has cooled down, while others could run.

Killed by secret/03-urgent-but-cooling.
"""

import heapq


def start_order(jobs, cooldown_ms):
    heap, free_from = [], {}
    started, now_ms, known = [], 0, 0
    while len(started) < len(jobs):
        while known < len(jobs) and jobs[known][0] <= now_ms:
            heapq.heappush(heap, (-jobs[known][2], known))
            known += 1
        if not heap:
            now_ms = jobs[known][0]
            continue
        _, job = heapq.heappop(heap)
        now_ms = max(now_ms, free_from.get(jobs[job][1], 0))
        _, tenant, _, run_ms = jobs[job]
        started.append((job, now_ms))
        now_ms += run_ms
        free_from[tenant] = now_ms + cooldown_ms
    return started
