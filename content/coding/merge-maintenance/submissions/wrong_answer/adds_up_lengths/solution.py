"""Bug: adds up the windows' lengths, so a minute worked by two teams counts twice.

Killed by secret/08-announced-twice.
"""


def outage_blocks(windows, settle_min):
    blocks = []
    for region, start, end in sorted(windows):
        if start == end:
            continue
        if blocks and blocks[-1][0] == region and start - blocks[-1][2] <= settle_min:
            block = blocks[-1]
            block[3] += end - start
            block[2] = max(block[2], end)
        else:
            blocks.append([region, start, end, end - start])
    return [tuple(block) for block in blocks]
