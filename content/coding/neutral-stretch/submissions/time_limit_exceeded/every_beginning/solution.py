"""Right but quadratic: from each beginning it goes on to the end and counts the accounts that are not level.

Too slow on secret/growth-5.
"""


def neutral_stretch(entries):
    best = None
    for first in range(len(entries)):
        sums, uneven = {}, 0
        for place in range(first, len(entries)):
            account, cents = entries[place]
            before = sums.get(account, 0)
            sums[account] = before + cents
            uneven += (before + cents != 0) - (before != 0)
            if uneven == 0 and (best is None or place + 1 - first > best[1]):
                best = (first, place + 1 - first)
    return best
