"""Bug: takes the last of several equally long stretches.

Killed by secret/07-equally-long.
"""

import random


def neutral_stretch(entries):
    state, weights, first_place = 0, {}, {0: 0}
    best = None
    for place, (account, cents) in enumerate(entries, start=1):
        weight = weights.setdefault(account, random.getrandbits(60))
        state += cents * weight
        first = first_place.setdefault(state, place)
        length = place - first
        if length and (best is None or length >= best[1]):
            best = (first, length)
    return best
