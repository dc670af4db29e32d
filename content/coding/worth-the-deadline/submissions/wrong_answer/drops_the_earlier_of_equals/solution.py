"""Bug: the position is not negated with the duration, so of equally long jobs the first in the list goes.

Killed by secret/06-newcomer-is-the-later, secret/08-two-equals-one-goes.
"""

import heapq


def worth_running(jobs, start_ms):
    by_due = sorted(range(len(jobs)), key=lambda i: jobs[i].due_ms)
    kept = []
    now = start_ms
    for i in by_due:
        duration, due = jobs[i]
        heapq.heappush(kept, (-duration, i))
        now += duration
        if now > due:
            longest, _ = heapq.heappop(kept)
            now += longest
    return sorted(position for _, position in kept)
