"""Bug: keeps cancelled windows, which then bridge a gap or make a block of no minutes.

Killed by secret/04-cancelled-in-the-gap.
"""


def outage_blocks(windows, settle_min):
    blocks = []
    for region, start, end in sorted(windows):
        if blocks and blocks[-1][0] == region and start - blocks[-1][2] <= settle_min:
            block = blocks[-1]
            block[3] += max(0, end - max(start, block[2]))
            block[2] = max(block[2], end)
        else:
            blocks.append([region, start, end, end - start])
    return [tuple(block) for block in blocks]
