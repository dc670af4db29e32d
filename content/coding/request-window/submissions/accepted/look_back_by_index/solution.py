"""Group by client; the request that makes a window too full is `limit` places after its first."""

from collections import defaultdict


def first_breaches(log, window_ms, limit):
    times = defaultdict(list)
    for at_ms, client, _ in set(log):
        times[client].append(at_ms)

    breaches = []
    for client, at in times.items():
        at.sort()
        for earlier, later in zip(at, at[limit:]):
            if later - earlier < window_ms:
                breaches.append((later, client))
                break
    return [(client, at_ms) for at_ms, client in sorted(breaches)]
