"""Bug: begins the search at the average, and lets a segment that is heavier than the limit pass as
a shard of its own.

Killed by secret/04-one-big-segment.
"""


def shard_starts(sizes, shards):
    low, high = -(-sum(sizes) // shards), sum(sizes)
    while low < high:
        weight = (low + high) // 2
        if needed(sizes, weight) <= shards:
            high = weight
        else:
            low = weight + 1
    starts, end = [], len(sizes)
    for shard in range(shards - 1, 0, -1):
        begin, room = end - 1, low - sizes[end - 1]
        while begin > shard and sizes[begin - 1] <= room:
            begin -= 1
            room -= sizes[begin]
        starts.append(begin)
        end = begin
    return [0, *reversed(starts)]


def needed(sizes, weight):
    count, room = 1, weight
    for i, size in enumerate(sizes):
        if size > room and i > 0:
            count += 1
            room = weight
        room -= size
    return count
