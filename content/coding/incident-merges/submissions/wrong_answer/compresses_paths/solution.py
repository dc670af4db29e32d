"""Bug: compresses paths. An alert then hangs directly below the root, but its edge still carries
the number of the link that joined it to its old parent.

Killed by secret/07-linked-again-later.
"""

NEVER = 1 << 30


def find(parent, alert):
    root = alert
    while parent[root] != root:
        root = parent[root]
    while parent[alert] != root:
        parent[alert], alert = root, parent[alert]
    return root


def incident_merges(alerts, links, questions):
    parent, joined_at, size = list(range(alerts)), [NEVER] * alerts, [1] * alerts
    size_after = [1] * (len(links) + 1)
    for number, (one, other) in enumerate(links, 1):
        one, other = find(parent, one), find(parent, other)
        if one == other:
            continue
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
