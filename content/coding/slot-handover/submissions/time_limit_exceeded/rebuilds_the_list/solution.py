"""Right but quadratic: goes through all pieces for each assignment and writes a new list of them.

Too slow on secret/growth-5.
"""


def handovers(slots, assignments):
    pieces = [(0, slots, 0)]  # begin, end, owner
    moved = []
    for first, last, node in assignments:
        end, changed, after = last + 1, 0, []
        for begin, stop, owner in pieces:
            if stop <= first or end <= begin:
                after.append((begin, stop, owner))
                continue
            if begin < first:
                after.append((begin, first, owner))
            if begin <= first:
                after.append((first, end, node))
            if end < stop:
                after.append((end, stop, owner))
            if owner != node:
                changed += min(stop, end) - max(begin, first)
        pieces = after
        moved.append(changed)
    return moved
