"""Bug: takes the end of the last window for the end of the block, also when that window lies inside.

Killed by secret/03-short-inside-long.
"""


def outage_blocks(windows, settle_min):
    blocks = []
    for region, start, end in sorted(windows):
        if start == end:
            continue
        if blocks and blocks[-1][0] == region and start - blocks[-1][2] <= settle_min:
            block = blocks[-1]
            block[3] += max(0, end - max(start, block[2]))
            block[2] = end
        else:
            blocks.append([region, start, end, end - start])
    return [tuple(block) for block in blocks]
