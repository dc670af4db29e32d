"""Bug: adds up durations from zero and compares them with due times on the clock.

Killed by secret/09-due-before-the-start, secret/10-late-start.
"""

import heapq


def worth_running(jobs, start_ms):
    by_due = sorted(range(len(jobs)), key=lambda i: jobs[i].due_ms)
    kept = []
    now = 0
    for i in by_due:
        duration, due = jobs[i]
        heapq.heappush(kept, (-duration, -i))
        now += duration
        if now > due:
            longest, _ = heapq.heappop(kept)
            now += longest
    return sorted(-position for _, position in kept)
