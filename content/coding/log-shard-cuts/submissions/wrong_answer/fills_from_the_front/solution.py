"""Bug: fills the shards from the front, which makes the cuts as late as possible, not as early.

Killed by secret/07-cuts-have-room.
"""


def shard_starts(sizes, shards):
    low, high = max(sizes), sum(sizes)
    while low < high:
        weight = (low + high) // 2
        if len(cut(sizes, weight)) <= shards:
            high = weight
        else:
            low = weight + 1
    starts = cut(sizes, low)
    # What is missing is cut off at the end, one segment each.
    while len(starts) < shards:
        starts.append(len(sizes))
    for i in range(shards - 1, 0, -1):
        starts[i] = min(starts[i], len(sizes) - (shards - i))
    return starts


def cut(sizes, weight):
    starts, room = [0], weight
    for i, size in enumerate(sizes):
        if size > room:
            starts.append(i)
            room = weight
        room -= size
    return starts
