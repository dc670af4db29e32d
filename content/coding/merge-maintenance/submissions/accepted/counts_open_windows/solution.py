"""Goes over starts and ends in order and counts how many windows are open. O(n log n)."""

from collections import defaultdict


def outage_blocks(windows, settle_min):
    edges = defaultdict(list)
    for region, start, end in windows:
        if start < end:
            edges[region] += [(start, 0), (end, 1)]  # at one time, openings before closings
    blocks = []
    for region in sorted(edges):
        opened, begin, found = 0, 0, []
        for at, closes in sorted(edges[region]):
            if not closes:
                if opened == 0:
                    begin = at
                opened += 1
                continue
            opened -= 1
            if opened == 0:
                if found and begin - found[-1][1] <= settle_min:
                    found[-1] = (found[-1][0], at, found[-1][2] + at - begin)
                else:
                    found.append((begin, at, at - begin))
        blocks += [(region, *block) for block in found]
    return blocks
