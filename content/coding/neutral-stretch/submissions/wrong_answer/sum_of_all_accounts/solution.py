"""Bug: looks at the sum over all accounts, so that a transfer between two seems to change nothing.

Killed by secret/02-transfers-only.
"""


def neutral_stretch(entries):
    state, first_place = 0, {0: 0}
    best = None
    for place, (account, cents) in enumerate(entries, start=1):
        state += cents
        first = first_place.setdefault(state, place)
        length = place - first
        if length and (best is None or (-length, first) < (-best[1], best[0])):
            best = (first, length)
    return best
