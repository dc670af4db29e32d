"""Bug: lets a shard be filled only below the weight, not up to it, when it makes the cuts.

Killed by secret/11-exactly-full.
"""


def shard_starts(sizes, shards):
    low, high = max(sizes), sum(sizes)
    while low < high:
        weight = (low + high) // 2
        needed, room = 1, weight
        for size in sizes:
            if size > room:
                needed += 1
                room = weight
            room -= size
        if needed <= shards:
            high = weight
        else:
            low = weight + 1
    starts, end = [], len(sizes)
    for shard in range(shards - 1, 0, -1):
        begin, room = end - 1, low - sizes[end - 1]
        while begin > shard and sizes[begin - 1] < room:
            begin -= 1
            room -= sizes[begin]
        starts.append(begin)
        end = begin
    return [0, *reversed(starts)]
