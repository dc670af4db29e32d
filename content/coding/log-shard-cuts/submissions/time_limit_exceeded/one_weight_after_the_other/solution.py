"""Right but slow: tries the weights one by one from the least possible one up.

Too slow on secret/growth-5.
"""


def shard_starts(sizes, shards):
    weight = max(max(sizes), -(-sum(sizes) // shards))
    while not is_enough(sizes, shards, weight):
        weight += 1
    starts, end = [], len(sizes)
    for shard in range(shards - 1, 0, -1):
        begin, room = end - 1, weight - sizes[end - 1]
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
            room = weight
        room -= size
    return needed <= shards
