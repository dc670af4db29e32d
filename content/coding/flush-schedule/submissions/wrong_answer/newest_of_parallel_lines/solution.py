"""Bug: of two parallel lines (a write without urgency makes them) keeps the newer, which is higher.

Killed by secret/09-idle-writes.
"""

from collections import deque


def cheapest_flushes(writes, flush_cost):
    hull = deque()
    cost = weight = moment = 0
    for at_ms, urgency in writes:
        slope, start = -weight, cost + moment
        if hull and hull[-1][0] == slope:
            hull.pop()
        while len(hull) > 1:
            (slope_a, start_a), (slope_b, start_b) = hull[-2], hull[-1]
            if (start - start_a) * (slope_a - slope_b) > (start_b - start_a) * (slope_a - slope):
                break
            hull.pop()
        hull.append((slope, start))
        weight += urgency
        moment += urgency * at_ms
        while len(hull) > 1 and hull[1][0] * at_ms + hull[1][1] <= hull[0][0] * at_ms + hull[0][1]:
            hull.popleft()
        cost = hull[0][0] * at_ms + hull[0][1] + flush_cost + at_ms * weight - moment
    return cost
