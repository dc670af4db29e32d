"""Bug: keeps the latest place of each state instead of the first, and finds only short stretches.

Killed by secret/06-same-state-often.
"""

import random


def neutral_stretch(entries):
    state, weights, first_place = 0, {}, {0: 0}
    best = None
    for place, (account, cents) in enumerate(entries, start=1):
        weight = weights.setdefault(account, random.getrandbits(60))
        state += cents * weight
        first = first_place.get(state, place)
        first_place[state] = place
        length = place - first
        if length and (best is None or (-length, first) < (-best[1], best[0])):
            best = (first, length)
    return best
