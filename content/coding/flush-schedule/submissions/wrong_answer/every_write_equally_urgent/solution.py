"""Bug: counts the waiting milliseconds and forgets to multiply by the urgency.

Killed by secret/08-urgency-decides.
"""

from collections import deque


def cheapest_flushes(writes, flush_cost):
    hull = deque()
    cost = weight = moment = 0
    for at_ms, _ in writes:
        slope, start = -weight, cost + moment
        while len(hull) > 1:
            (slope_a, start_a), (slope_b, start_b) = hull[-2], hull[-1]
            if (start - start_a) * (slope_a - slope_b) > (start_b - start_a) * (slope_a - slope):
                break
            hull.pop()
        hull.append((slope, start))
        weight += 1
        moment += at_ms
        while len(hull) > 1 and hull[1][0] * at_ms + hull[1][1] <= hull[0][0] * at_ms + hull[0][1]:
            hull.popleft()
        cost = hull[0][0] * at_ms + hull[0][1] + flush_cost + at_ms * weight - moment
    return cost
