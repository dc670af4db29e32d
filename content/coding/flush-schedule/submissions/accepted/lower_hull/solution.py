"""Every possible beginning of the last batch is a line over the time of the flush. The lines come
with falling slopes and are asked at rising times, so a deque holds the useful ones. O(n)."""

from collections import deque


def cheapest_flushes(writes, flush_cost):
    hull = deque()
    cost = weight = moment = 0
    for at_ms, urgency in writes:
        push(hull, -weight, cost + moment)
        weight += urgency
        moment += urgency * at_ms
        while len(hull) > 1 and value(hull[1], at_ms) <= value(hull[0], at_ms):
            hull.popleft()
        cost = value(hull[0], at_ms) + flush_cost + at_ms * weight - moment
    return cost


def push(hull, slope, start):
    # Of parallel lines the older is never the higher one: the cost of a longer prefix is no less.
    if hull and hull[-1][0] == slope:
        return
    while len(hull) > 1:
        (slope_a, start_a), (slope_b, start_b) = hull[-2], hull[-1]
        # Multiplied out, so that nothing is rounded.
        if (start - start_a) * (slope_a - slope_b) > (start_b - start_a) * (slope_a - slope):
            break
        hull.pop()
    hull.append((slope, start))


def value(line, at_ms):
    return line[0] * at_ms + line[1]
