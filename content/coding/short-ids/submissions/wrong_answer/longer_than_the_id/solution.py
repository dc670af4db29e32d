"""Bug: asks for one character more than there is, where another id begins with the whole of this one.

Killed by secret/04-whole-id.
"""

def short_lengths(ids, shortest):
    ordered = sorted(set(ids))
    needed = dict.fromkeys(ordered, shortest)
    for one, other in zip(ordered, ordered[1:]):
        apart = shared(one, other) + 1
        needed[one] = max(needed[one], apart)
        needed[other] = max(needed[other], apart)
    return [needed[one] for one in ids]


def shared(one, other):
    count = 0
    for a, b in zip(one, other):
        if a != b:
            break
        count += 1
    return count
