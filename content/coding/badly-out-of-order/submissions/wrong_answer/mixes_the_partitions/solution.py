"""Bug: compares the events of all partitions with one another.

Killed by secret/03-mixed-partitions.
"""

from bisect import bisect_right, insort
from collections import Counter


def swapped_pairs(events, slack_ms):
    arrived, found = [], Counter()
    for partition, made_ms in events:
        beyond = len(arrived) - bisect_right(arrived, made_ms + slack_ms)
        if beyond:
            found[partition] += beyond
        insort(arrived, made_ms)
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
