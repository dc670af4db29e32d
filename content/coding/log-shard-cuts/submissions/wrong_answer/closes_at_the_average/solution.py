"""Bug: closes a shard as soon as it has reached the average of what is left.

Killed by secret/05-average-misleads.
"""


def shard_starts(sizes, shards):
    starts, left, weight = [0], sum(sizes), 0
    for i, size in enumerate(sizes):
        open_shards = shards - len(starts) + 1
        must_cut = len(sizes) - i == open_shards - 1
        if i > starts[-1] and open_shards > 1 and (must_cut or weight * open_shards >= left):
            left -= weight
            starts.append(i)
            weight = 0
        weight += size
    return starts
