"""A Fenwick tree over the ranks of the times counts how many of those that arrived lie beyond the slack. O(n log n)."""

from bisect import bisect_right
from collections import defaultdict


def swapped_pairs(events, slack_ms):
    times = defaultdict(list)
    for partition, made_ms in events:
        times[partition].append(made_ms)
    found = [(partition, count(made, slack_ms)) for partition, made in times.items()]
    return sorted((pair for pair in found if pair[1]), key=lambda pair: (-pair[1], pair[0]))


def count(made, slack_ms):
    ranks = sorted(set(made))
    tree = [0] * (len(ranks) + 1)
    pairs = 0
    for arrived, made_ms in enumerate(made):
        pairs += arrived
        place = bisect_right(ranks, made_ms + slack_ms)
        while place:
            pairs -= tree[place]
            place &= place - 1
        place = bisect_right(ranks, made_ms)
        while place < len(tree):
            tree[place] += 1
            place += place & -place
    return pairs
