"""Bug: swaps only for a job that is really longer, so an equally long newcomer is dropped even if it stands earlier in the list.

Killed by secret/07-newcomer-is-the-earlier.
"""

import heapq


def worth_running(jobs, start_ms):
    by_due = sorted(range(len(jobs)), key=lambda i: (jobs[i].due_ms, i))
    kept = []
    now = start_ms
    for i in by_due:
        duration, due = jobs[i]
        if now + duration <= due:
            heapq.heappush(kept, (-duration, -i))
            now += duration
        elif kept and -kept[0][0] > duration:
            longest, _ = heapq.heapreplace(kept, (-duration, -i))
            now += longest + duration
    return sorted(-position for _, position in kept)
