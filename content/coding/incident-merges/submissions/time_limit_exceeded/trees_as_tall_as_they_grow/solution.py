"""Right, but hangs the first root below the second without a look at their sizes, so that a tree
can become one long line that every find and every question climbs.

Too slow on secret/large-star.
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
        parent[one], joined_at[one] = other, number
        size[other] += size[one]
        size_after[number] = size[other]

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
