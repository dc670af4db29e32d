"""Each incident holds its open questions; when two meet, the smaller pile moves into the larger,
and a question that lies in both is settled.
"""


def incident_merges(alerts, links, questions):
    answers = [(0, 1) if one == other else None for one, other in questions]
    open_questions = [set() for _ in range(alerts)]
    for i, (one, other) in enumerate(questions):
        if one != other:
            open_questions[one].add(i)
            open_questions[other].add(i)
    parent, size = list(range(alerts)), [1] * alerts

    def find(alert):
        while parent[alert] != alert:
            parent[alert] = alert = parent[parent[alert]]
        return alert

    for number, (one, other) in enumerate(links, 1):
        one, other = find(one), find(other)
        if one == other:
            continue
        if size[one] < size[other]:
            one, other = other, one
        parent[other] = one
        size[one] += size[other]
        large, small = open_questions[one], open_questions[other]
        if len(large) < len(small):
            large, small = small, large
        for i in small:
            if i in large:
                large.remove(i)
                answers[i] = (number, size[one])
            else:
                large.add(i)
        open_questions[one], open_questions[other] = large, None
    return answers
