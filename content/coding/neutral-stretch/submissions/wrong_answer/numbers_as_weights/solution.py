"""Bug: weighs accounts by 1, 2, 3, ..., and different states get equal sums.

Killed by secret/04-weights-that-add-up.
"""


def neutral_stretch(entries):
    state, first_place, weights = 0, {0: 0}, {}
    best = None
    for place, (account, cents) in enumerate(entries, start=1):
        state += cents * weights.setdefault(account, len(weights) + 1)
        first = first_place.setdefault(state, place)
        length = place - first
        if length and (best is None or (-length, first) < (-best[1], best[0])):
            best = (first, length)
    return best
