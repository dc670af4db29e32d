"""Bug: takes requests at the end of a window into it.

Killed by secret/07-the-end-does-not-count.
"""

from bisect import bisect_left, bisect_right


def noisy_neighbours(log, windows):
    size = max(1, len(log))
    votes = [("", 0)] * (2 * size)
    times, total, places, sums = [], [0], {}, {}
    for place, (at_ms, tenant, cost_ms) in enumerate(log):
        times.append(at_ms)
        total.append(total[-1] + cost_ms)
        places.setdefault(tenant, []).append(place)
        before = sums.setdefault(tenant, [0])
        before.append(before[-1] + cost_ms)
        votes[size + place] = (tenant, cost_ms)
    for node in range(size - 1, 0, -1):
        votes[node] = together(votes[2 * node], votes[2 * node + 1])

    answer = []
    for from_ms, until_ms in windows:
        first, end = bisect_left(times, from_ms), bisect_right(times, until_ms)
        vote, low, high = ("", 0), first + size, end + size
        while low < high:
            if low & 1:
                vote = together(vote, votes[low])
                low += 1
            if high & 1:
                high -= 1
                vote = together(vote, votes[high])
            low //= 2
            high //= 2
        tenant = vote[0]
        noisy = ""
        if tenant:
            cost = sums[tenant][bisect_left(places[tenant], end)] - sums[tenant][bisect_left(places[tenant], first)]
            if 2 * cost > total[end] - total[first]:
                noisy = tenant
        answer.append(noisy)
    return answer


def together(one, other):
    """What two tenants have against each other is taken from both."""
    if one[0] == other[0]:
        return (one[0], one[1] + other[1])
    return (one[0], one[1] - other[1]) if one[1] >= other[1] else (other[0], other[1] - one[1])
