"""Bug: orders by time only, so that clients of equal time stay in the order of the log.

Killed by secret/08-ties-by-name.
"""

from collections import defaultdict


def first_breaches(log, window_ms, limit):
    times = defaultdict(list)
    for at_ms, client, _ in dict.fromkeys(log):
        times[client].append(at_ms)
    breaches = []
    for client, at in times.items():
        at.sort()
        for earlier, later in zip(at, at[limit:]):
            if later - earlier < window_ms:
                breaches.append((client, later))
                break
    return sorted(breaches, key=lambda pair: pair[1])
