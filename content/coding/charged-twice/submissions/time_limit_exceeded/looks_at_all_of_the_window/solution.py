"""Right but quadratic: goes back through all payments of the time, folded ones included.

Too slow on secret/large-resent.
"""


def fold_doubles(payments, within_ms, tolerance):
    answer = []
    for number, (at_ms, card, cents) in enumerate(payments):
        into = number
        for other in range(number - 1, -1, -1):
            then_ms, who, amount = payments[other]
            if at_ms - then_ms > within_ms:
                break
            if answer[other] == other and who == card and abs(cents - amount) <= tolerance:
                into = other
        answer.append(into)
    return answer
