def short_lengths(ids, shortest):
    ordered = sorted(set(ids))
    needed = dict.fromkeys(ordered, shortest)
    for one, other in zip(ordered, ordered[1:]):
        apart = shared(one, other) + 1
        needed[one] = max(needed[one], apart)
        needed[other] = max(needed[other], apart)
    return [min(needed[one], len(one)) for one in ids]


def shared(one, other):
    count = 0
    for a, b in zip(one, other):
        if a != b:
            break
        count += 1
    return count
