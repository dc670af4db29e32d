"""Bug: sorts by start alone, so that a window of another region ends a block.

Killed by secret/07-regions-at-one-time.
"""


def outage_blocks(windows, settle_min):
    blocks = []
    for region, start, end in sorted(windows, key=lambda window: window[1:]):
        if start == end:
            continue
        if blocks and blocks[-1][0] == region and start - blocks[-1][2] <= settle_min:
            block = blocks[-1]
            block[3] += max(0, end - max(start, block[2]))
            block[2] = max(block[2], end)
        else:
            blocks.append([region, start, end, end - start])
    return sorted(tuple(block) for block in blocks)
