"""Right but quadratic: counts the whole window again for each request.

Too slow on secret/growth-5.
"""

from collections import defaultdict


def first_breaches(log, window_ms, limit):
    times = defaultdict(list)
    for at_ms, client, _ in set(log):
        times[client].append(at_ms)
    first = {}
    for client, at in times.items():
        for at_ms in sorted(at):
            if sum(1 for then in at if at_ms - window_ms < then <= at_ms) > limit:
                first[client] = at_ms
                break
    return sorted(first.items(), key=lambda pair: (pair[1], pair[0]))
