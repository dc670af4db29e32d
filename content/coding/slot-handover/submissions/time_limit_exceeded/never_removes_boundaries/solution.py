"""Right but quadratic: cuts at all boundaries beforehand and walks over every piece of the range each
time. The pieces are never joined, so nothing pays for the walk.

Too slow on secret/large-cut-up-then-swept.
"""

from bisect import bisect_left


def handovers(slots, assignments):
    edges = sorted({0, slots, *(first for first, _, _ in assignments), *(last + 1 for _, last, _ in assignments)})
    owners = [0] * len(edges)
    moved = []
    for first, last, node in assignments:
        changed = 0
        for piece in range(bisect_left(edges, first), bisect_left(edges, last + 1)):
            if owners[piece] != node:
                owners[piece] = node
                changed += edges[piece + 1] - edges[piece]
        moved.append(changed)
    return moved
