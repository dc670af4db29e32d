"""Right but quadratic: compares with every kept payment of the card, the latest first.

Too slow on secret/growth-5.
"""


def fold_doubles(payments, within_ms, tolerance):
    kept_of = {}
    answer = []
    for number, (at_ms, card, cents) in enumerate(payments):
        kept = kept_of.setdefault(card, [])
        into = number
        for other in reversed(kept):
            then_ms, _, amount = payments[other]
            if at_ms - then_ms > within_ms:
                break
            if abs(cents - amount) <= tolerance:
                into = other
        if into == number:
            kept.append(number)
        answer.append(into)
    return answer
