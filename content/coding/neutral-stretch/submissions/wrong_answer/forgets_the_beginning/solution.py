"""Bug: does not know the state before the first entry, and misses stretches that begin there.

Killed by secret/03-from-the-beginning.
"""

import random


def neutral_stretch(entries):
    state, weights, first_place = 0, {}, {}
    best = None
    for place, (account, cents) in enumerate(entries, start=1):
        weight = weights.setdefault(account, random.getrandbits(60))
        state += cents * weight
        first = first_place.setdefault(state, place)
        length = place - first
        if length and (best is None or (-length, first) < (-best[1], best[0])):
            best = (first, length)
    return best
