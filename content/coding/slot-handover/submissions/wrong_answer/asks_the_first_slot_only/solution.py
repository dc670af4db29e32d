"""Bug: looks at the owner of the first slot and takes it for the owner of the whole range.

Killed by secret/06-owner-of-the-first-slot.
"""

from bisect import bisect_left, bisect_right


def handovers(slots, assignments):
    starts = [0]  # where each piece begins
    owners = [0]
    moved = []
    for first, last, node in assignments:
        end = last + 1
        low = bisect_right(starts, first) - 1  # the piece with the first slot
        high = bisect_left(starts, end)  # the first piece behind the range

        changed, behind = 0, end
        for piece in range(high - 1, low - 1, -1):
            if owners[low] != node:
                changed += behind - max(first, starts[piece])
            behind = starts[piece]
        moved.append(changed)

        tail_goes_on = high == len(starts) and end < slots or high < len(starts) and starts[high] > end
        new_starts, new_owners = [first], [node]
        if starts[low] < first:
            new_starts.insert(0, starts[low])
            new_owners.insert(0, owners[low])
        if tail_goes_on:
            new_starts.append(end)
            new_owners.append(owners[high - 1])
        starts[low:high] = new_starts
        owners[low:high] = new_owners
    return moved
