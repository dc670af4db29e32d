"""Bug: takes a second entry of the same id for another id.

Killed by secret/03-same-twice.
"""


def short_lengths(ids, shortest):
    order = sorted(range(len(ids)), key=lambda i: ids[i])
    needed = [shortest] * len(ids)
    for i, j in zip(order, order[1:]):
        count = 0
        for a, b in zip(ids[i], ids[j]):
            if a != b:
                break
            count += 1
        needed[i] = max(needed[i], count + 1)
        needed[j] = max(needed[j], count + 1)
    return [min(count, len(one)) for count, one in zip(needed, ids)]
