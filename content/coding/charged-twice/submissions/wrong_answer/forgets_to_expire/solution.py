"""Bug: keeps the first payment of a cell for good, so that a later kept one is never found.

Killed by secret/11-same-cell-too-late.
"""


def fold_doubles(payments, within_ms, tolerance):
    width = tolerance + 1
    kept_in = {}  # (card, cell) -> the kept payment there
    answer = []
    for number, (at_ms, card, cents) in enumerate(payments):
        cell = cents // width
        into = number
        # Everything within the tolerance lies in the own cell or in one of its two neighbours.
        for near in (cell - 1, cell, cell + 1):
            other = kept_in.get((card, near))
            if other is not None and other < into:
                then_ms, _, amount = payments[other]
                if at_ms - then_ms <= within_ms and abs(cents - amount) <= tolerance:
                    into = other
        if into == number:
            kept_in.setdefault((card, cell), number)
        answer.append(into)
    return answer
