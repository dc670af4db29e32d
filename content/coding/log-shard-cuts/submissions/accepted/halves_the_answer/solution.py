"""Halves the range of the heaviest weight; a weight is enough if full shards are no more than
allowed. Then fills from the back, so that the starts are as early as they can be. O(n log sum)."""


def shard_starts(sizes, shards):
    low, high = max(sizes), sum(sizes)
    while low < high:
        weight = (low + high) // 2
        if is_enough(sizes, shards, weight):
            high = weight
        else:
            low = weight + 1

    starts, end = [], len(sizes)
    for shard in range(shards - 1, 0, -1):
        # Every shard has a segment, and leaves one for each shard in front of it.
        begin, room = end - 1, low - sizes[end - 1]
        while begin > shard and sizes[begin - 1] <= room:
            begin -= 1
            room -= sizes[begin]
        starts.append(begin)
        end = begin
    return [0, *reversed(starts)]


def is_enough(sizes, shards, weight):
    needed, room = 1, weight
    for size in sizes:
        if size > room:
            needed += 1
            if needed > shards:
                return False
            room = weight
        room -= size
    return True
