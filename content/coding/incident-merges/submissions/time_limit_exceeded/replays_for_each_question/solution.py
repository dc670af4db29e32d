"""Right, but lets all the links arrive again for each question: links times questions.

Too slow on secret/growth-5.
"""


def incident_merges(alerts, links, questions):
    return [replay(alerts, links, one, other) for one, other in questions]


def replay(alerts, links, one, other):
    if one == other:
        return (0, 1)
    parent, size = list(range(alerts)), [1] * alerts

    def find(alert):
        while parent[alert] != alert:
            parent[alert] = alert = parent[parent[alert]]
        return alert

    for number, (a, b) in enumerate(links, 1):
        a, b = find(a), find(b)
        if a == b:
            continue
        if size[a] < size[b]:
            a, b = b, a
        parent[b] = a
        size[a] += size[b]
        if find(one) == find(other):
            return (number, size[a])
    return None
