"""Bug: treats all jobs as known from the beginning.

Killed by secret/11-later-is-more-urgent.
"""

import heapq


def start_order(jobs, cooldown_ms):
    heap, free_from = [], {}
    started, now_ms, known = [], 0, 0
    while len(started) < len(jobs):
        while known < len(jobs) and True:
            heapq.heappush(heap, (-jobs[known][2], known))
            known += 1
        aside, job = [], None
        while heap and job is None:
            entry = heapq.heappop(heap)
            if free_from.get(jobs[entry[1]][1], 0) <= now_ms:
                job = entry[1]
            else:
                aside.append(entry)
        for entry in aside:
            heapq.heappush(heap, entry)
        if job is None:
            moments = [free_from[jobs[entry[1]][1]] for entry in heap] + [job[0] for job in jobs[known : known + 1]]
            now_ms = min(moments)
            continue
        _, tenant, _, run_ms = jobs[job]
        started.append((job, now_ms))
        now_ms += run_ms
        free_from[tenant] = now_ms + cooldown_ms
    return started
