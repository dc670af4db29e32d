"""Right but slow: the least heaviest weight for every number of shards and every end, with a
pointer for the last cut. That is n times the number of shards.

Too slow on secret/growth-5.
"""


def shard_starts(sizes, shards):
    count = len(sizes)
    sums = [0]
    for size in sizes:
        sums.append(sums[-1] + size)
    row = sums
    for shard in range(2, shards + 1):
        above, row, cut = row, [None] * (count + 1), shard - 1
        for end in range(shard, count + 1):
            while cut + 1 < end and above[cut + 1] <= sums[end] - sums[cut + 1]:
                cut += 1
            # The two curves cross behind `cut`: the best is on either side.
            row[end] = max(above[cut], sums[end] - sums[cut])
            if cut + 1 < end:
                row[end] = min(row[end], max(above[cut + 1], sums[end] - sums[cut + 1]))
    best = row[count]

    starts, end = [], count
    for shard in range(shards - 1, 0, -1):
        begin = end - 1
        while begin > shard and sums[end] - sums[begin - 1] <= best:
            begin -= 1
        starts.append(begin)
        end = begin
    return [0, *reversed(starts)]
