"""Bug: takes everything in the neighbouring cells for near enough.

Killed by secret/03-edge-of-the-amount.
"""


def fold_doubles(payments, within_ms, tolerance):
    width = tolerance + 1
    kept_in = {}  # (card, cell) -> the latest kept payment there; an older one of the same cell is out of time
    answer = []
    for number, (at_ms, card, cents) in enumerate(payments):
        cell = cents // width
        into = number
        # Everything within the tolerance lies in the own cell or in one of its two neighbours.
        for near in (cell - 1, cell, cell + 1):
            other = kept_in.get((card, near))
            if other is not None and other < into:
                then_ms, _, _ = payments[other]
                if at_ms - then_ms <= within_ms:
                    into = other
        if into == number:
            kept_in[card, cell] = number
        answer.append(into)
    return answer
