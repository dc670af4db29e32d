"""Bug: reports how large the incident is after all links, not right after the one that matters.

Killed by secret/06-size-at-that-link.
"""

NEVER = 1 << 30


def incident_merges(alerts, links, questions):
    parent, joined_at, size = list(range(alerts)), [NEVER] * alerts, [1] * alerts
    size_after = [1] * (len(links) + 1)
    for number, (one, other) in enumerate(links, 1):
        while parent[one] != one:
            one = parent[one]
        while parent[other] != other:
            other = parent[other]
        if one == other:
            continue
        if size[one] < size[other]:
            one, other = other, one
        parent[other], joined_at[other] = one, number
        size[one] += size[other]
        size_after[number] = size[one]

    answers = []
    for one, other in questions:
        same = one == other
        last = 0
        while one != other:
            if joined_at[one] > joined_at[other]:
                one, other = other, one
            last = joined_at[one]
            if last == NEVER:
                break
            one = parent[one]
        if last == NEVER:
            answers.append(None)
            continue
        while parent[one] != one:
            one = parent[one]
        answers.append((last, 1 if same else size[one]))
    return answers
