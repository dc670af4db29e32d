"""Bug: counts in fixed buckets of the clock, so a burst across a boundary is split in two.

Killed by secret/04-across-the-minute.
"""

from collections import Counter


def first_breaches(log, window_ms, limit):
    counts, first = Counter(), {}
    for at_ms, client, _ in sorted(set(log)):
        counts[client, at_ms // window_ms] += 1
        if counts[client, at_ms // window_ms] > limit:
            first.setdefault(client, at_ms)
    return sorted(first.items(), key=lambda pair: (pair[1], pair[0]))
