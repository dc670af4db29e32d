"""Adds up cents times a random weight of the account: equal sums mean equal states. O(n) time and memory.

Two different states have the same sum with a probability of about 2^-61.
"""

import random

PRIME = (1 << 61) - 1


def neutral_stretch(entries):
    weights = {}
    first_place = {0: 0}  # of each state: after how many entries it was first seen
    state, best = 0, None
    for place, (account, cents) in enumerate(entries, start=1):
        weight = weights.get(account)
        if weight is None:
            weight = weights[account] = random.randrange(PRIME)
        state = (state + weight * cents) % PRIME
        first = first_place.setdefault(state, place)
        length = place - first
        if length and (best is None or (-length, first) < (-best[1], best[0])):
            best = (first, length)
    return best
