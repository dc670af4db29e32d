def approvers(boss, reports, requests):
    """Everybody is on the chain of their manager's largest branch; there are at most log n chains on a way up."""
    manager, below = dict(reports), {boss: []}
    for person, above in reports:
        below.setdefault(above, []).append(person)
    order = [boss]
    for person in order:
        order.extend(below.get(person, ()))
    size = dict.fromkeys(order, 1)
    for person in reversed(order[1:]):
        size[manager[person]] += size[person]
    depth, head = {boss: 0}, {boss: boss}
    for person in order:
        largest = max(below.get(person, ()), key=size.get, default=None)
        for report in below.get(person, ()):
            depth[report] = depth[person] + 1
            head[report] = head[person] if report == largest else report

    answers = []
    for one, other in requests:
        if one == boss or other == boss:
            answers.append("")
            continue
        a, b = manager[one], manager[other]
        while head[a] != head[b]:
            if depth[head[a]] < depth[head[b]]:
                a, b = b, a
            a = manager[head[a]]
        answers.append(a if depth[a] <= depth[b] else b)
    return answers
