"""Right but quadratic: holds every new window against all pieces that there are already.

Too slow on secret/growth-5.
"""


def outage_blocks(windows, settle_min):
    pieces = {}  # of each region: separate stretches of work
    for region, start, end in windows:
        if start == end:
            continue
        apart = []
        for begin, stop in pieces.get(region, []):
            if stop < start or end < begin:
                apart.append((begin, stop))
            else:
                start, end = min(start, begin), max(end, stop)
        apart.append((start, end))
        pieces[region] = apart

    blocks = []
    for region in sorted(pieces):
        for start, end in sorted(pieces[region]):
            if blocks and blocks[-1][0] == region and start - blocks[-1][2] <= settle_min:
                _, first, _, worked = blocks.pop()
                blocks.append((region, first, end, worked + end - start))
            else:
                blocks.append((region, start, end, end - start))
    return blocks
