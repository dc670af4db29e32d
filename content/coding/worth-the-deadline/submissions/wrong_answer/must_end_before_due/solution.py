"""Bug: a job that ends exactly when it is due counts as late.

Killed by secret/02-ends-exactly-when-due.
"""

import heapq


def worth_running(jobs, start_ms):
    by_due = sorted(range(len(jobs)), key=lambda i: jobs[i].due_ms)
    kept = []
    now = start_ms
    for i in by_due:
        duration, due = jobs[i]
        heapq.heappush(kept, (-duration, -i))
        now += duration
        if now >= due:
            longest, _ = heapq.heappop(kept)
            now += longest
    return sorted(-position for _, position in kept)
