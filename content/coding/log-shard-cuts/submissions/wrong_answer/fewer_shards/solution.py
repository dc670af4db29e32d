"""Bug: fills from the back until the log is used up, and returns fewer shards when the best weight
needs fewer.

Killed by secret/06-more-shards-than-needed.
"""


def shard_starts(sizes, shards):
    low, high = max(sizes), sum(sizes)
    while low < high:
        weight = (low + high) // 2
        if len(cut(sizes, weight)) <= shards:
            high = weight
        else:
            low = weight + 1
    return cut(sizes, low)


def cut(sizes, weight):
    starts, room = [], weight
    for i in range(len(sizes) - 1, -1, -1):
        if sizes[i] > room:
            starts.append(i + 1)
            room = weight
        room -= sizes[i]
    return [0, *reversed(starts)]
