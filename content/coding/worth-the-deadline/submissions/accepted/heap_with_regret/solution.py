"""Takes the jobs in order of their due times, and whenever one would be late, regrets the longest so far."""

import heapq


def worth_running(jobs, start_ms):
    by_due = sorted(range(len(jobs)), key=lambda i: jobs[i].due_ms)
    kept = []  # (-duration, -position): on top the longest, and of equally long ones the last in the list
    now = start_ms
    for i in by_due:
        duration, due = jobs[i]
        heapq.heappush(kept, (-duration, -i))
        now += duration
        if now > due:
            longest, _ = heapq.heappop(kept)
            now += longest
    return sorted(-position for _, position in kept)
