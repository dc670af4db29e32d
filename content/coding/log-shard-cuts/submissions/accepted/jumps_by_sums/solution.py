"""The same search, but with running sums each shard is one bisection: O(n + k log n log sum)."""

from bisect import bisect_left, bisect_right
from itertools import accumulate


def shard_starts(sizes, shards):
    sums = [0, *accumulate(sizes)]

    def needed(weight):
        count = at = 0
        while at < len(sizes) and count <= shards:
            at = bisect_right(sums, sums[at] + weight) - 1
            count += 1
        return count

    weights = range(max(sizes), sums[-1] + 1)
    best = weights[bisect_left(weights, True, key=lambda weight: needed(weight) <= shards)]

    starts, end = [], len(sizes)
    for shard in range(shards - 1, 0, -1):
        end = max(shard, bisect_left(sums, sums[end] - best))
        starts.append(end)
    return [0, *reversed(starts)]
