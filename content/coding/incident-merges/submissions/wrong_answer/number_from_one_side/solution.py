"""Bug: finds where the two paths meet, but takes the number from the path of the first alert if
it has one, though the other may have come later.

Killed by secret/08-early-and-late.
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
        above, last, alert = {one: 0}, 0, one
        while parent[alert] != alert:
            last, alert = joined_at[alert], parent[alert]
            above[alert] = last
        last = 0
        while other not in above and parent[other] != other:
            last, other = joined_at[other], parent[other]
        if other not in above:
            answers.append(None)
            continue
        last = above[other] or last
        answers.append((last, size_after[last]))
    return answers
