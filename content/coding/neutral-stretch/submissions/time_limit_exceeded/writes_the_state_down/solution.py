"""Right but slow for many accounts: writes all balances down after each entry, and compares their digests.

Too slow on secret/growth-5.
"""

import hashlib


def neutral_stretch(entries):
    balances = {}
    first_place = {digest(balances): 0}
    best = None
    for place, (account, cents) in enumerate(entries, start=1):
        balances[account] = balances.get(account, 0) + cents
        if balances[account] == 0:
            del balances[account]
        first = first_place.setdefault(digest(balances), place)
        length = place - first
        if length and (best is None or (-length, first) < (-best[1], best[0])):
            best = (first, length)
    return best


def digest(balances):
    return hashlib.sha256(repr(sorted(balances.items())).encode()).digest()
