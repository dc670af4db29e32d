"""Bug: a link between exactly these two alerts, where there is one, is taken for the moment, though
others may have brought them together before.

Killed by secret/09-direct-link-comes-late.
"""

NEVER = 1 << 30


def incident_merges(alerts, links, questions):
    parent, joined_at, size = list(range(alerts)), [NEVER] * alerts, [1] * alerts
    direct = {}
    size_after = [1] * (len(links) + 1)
    for number, (one, other) in enumerate(links, 1):
        direct.setdefault((min(one, other), max(one, other)), number)
        while parent[one] != one:
            one = parent[one]
        while parent[other] != other:
            other = parent[other]
        if one == other:
            size_after[number] = size[one]
            continue
        if size[one] < size[other]:
            one, other = other, one
        parent[other], joined_at[other] = one, number
        size[one] += size[other]
        size_after[number] = size[one]

    answers = []
    for one, other in questions:
        last = 0
        pair = (min(one, other), max(one, other))
        if one != other and pair in direct:
            answers.append((direct[pair], size_after[direct[pair]]))
            continue
        while one != other:
            if joined_at[one] > joined_at[other]:
                one, other = other, one
            last = joined_at[one]
            if last == NEVER:
                break
            one = parent[one]
        answers.append(None if last == NEVER else (last, size_after[last]))
    return answers
