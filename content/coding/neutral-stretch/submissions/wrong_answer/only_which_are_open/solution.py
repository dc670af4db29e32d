"""Bug: remembers which accounts are not at zero, but not what stands in them.

Killed by secret/05-other-amounts-same-accounts.
"""

import random


def neutral_stretch(entries):
    keys, balances, first_place = {}, {}, {0: 0}
    state, best = 0, None
    for place, (account, cents) in enumerate(entries, start=1):
        key = keys.setdefault(account, random.getrandbits(60))
        before = balances.get(account, 0)
        balances[account] = before + cents
        if (before == 0) != (balances[account] == 0):
            state ^= key
        first = first_place.setdefault(state, place)
        length = place - first
        if length and (best is None or (-length, first) < (-best[1], best[0])):
            best = (first, length)
    return best
