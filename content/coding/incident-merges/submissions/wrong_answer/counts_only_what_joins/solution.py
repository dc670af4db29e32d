"""Bug: numbers only the links that join two incidents; one that changes nothing gets no number.

Killed by secret/05-links-that-change-nothing.
"""

NEVER = 1 << 30


def incident_merges(alerts, links, questions):
    parent, joined_at, size = list(range(alerts)), [NEVER] * alerts, [1] * alerts
    size_after = [1] * (len(links) + 1)
    number = 0
    for one, other in links:
        while parent[one] != one:
            one = parent[one]
        while parent[other] != other:
            other = parent[other]
        if one == other:
            continue
        number += 1
        if size[one] < size[other]:
            one, other = other, one
        parent[other], joined_at[other] = one, number
        size[one] += size[other]
        size_after[number] = size[one]

    answers = []
    for one, other in questions:
        last = 0
        while one != other:
            if joined_at[one] > joined_at[other]:
                one, other = other, one
            last = joined_at[one]
            if last == NEVER:
                break
            one = parent[one]
        answers.append(None if last == NEVER else (last, size_after[last]))
    return answers
