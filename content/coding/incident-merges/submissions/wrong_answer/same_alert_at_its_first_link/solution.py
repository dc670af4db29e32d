"""Bug: for the same alert asked twice answers with the first link that touched it, or nothing.

Killed by secret/04-same-alert.
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

    first = [NEVER] * alerts
    for number, link in enumerate(links, 1):
        for alert in link:
            first[alert] = min(first[alert], number)
    answers = []
    for one, other in questions:
        last = first[one] if one == other else 0
        while one != other:
            if joined_at[one] > joined_at[other]:
                one, other = other, one
            last = joined_at[one]
            if last == NEVER:
                break
            one = parent[one]
        answers.append(None if last == NEVER else (last, size_after[last]))
    return answers
