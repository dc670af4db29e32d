"""Bug: compares the payments of all cards with one another.

Killed by secret/07-several-cards.
"""


def fold_doubles(payments, within_ms, tolerance):
    width = tolerance + 1
    kept_in = {}  # cell -> the latest kept payment there; an older one of the same cell is out of time
    answer = []
    for number, (at_ms, _, cents) in enumerate(payments):
        cell = cents // width
        into = number
        # Everything within the tolerance lies in the own cell or in one of its two neighbours.
        for near in (cell - 1, cell, cell + 1):
            other = kept_in.get(near)
            if other is not None and other < into:
                then_ms, _, amount = payments[other]
                if at_ms - then_ms <= within_ms and abs(cents - amount) <= tolerance:
                    into = other
        if into == number:
            kept_in[cell] = number
        answer.append(into)
    return answer
