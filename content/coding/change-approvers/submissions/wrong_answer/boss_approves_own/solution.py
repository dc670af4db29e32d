"""Bug: the boss approves requests with the boss in them.

Killed by secret/04-boss-in-it.
"""


def approvers(boss, reports, requests):
    below = {boss: []}
    for person, manager in reports:
        below.setdefault(manager, []).append(person)
    names, above, depth = [boss], [0], [0]
    number = {boss: 0}
    for at, name in enumerate(names):  # grows while it is read, so managers come first
        for person in below.get(name, ()):
            number[person] = len(names)
            names.append(person)
            above.append(at)
            depth.append(depth[at] + 1)

    jumps = [above]  # jumps[k][i]: 2 to the k managers up from i; the boss stays
    while 1 << len(jumps) <= max(depth):
        last = jumps[-1]
        jumps.append([last[i] for i in last])

    answers = []
    for one, other in requests:
        a, b = number[one], number[other]
        if not a or not b:
            answers.append(boss)
            continue
        # Nobody approves their own, so both start one step up.
        a, b = above[a], above[b]
        if depth[a] < depth[b]:
            a, b = b, a
        steps = depth[a] - depth[b]
        for k, jump in enumerate(jumps):
            if steps >> k & 1:
                a = jump[a]
        if a != b:
            for jump in reversed(jumps):
                if jump[a] != jump[b]:
                    a, b = jump[a], jump[b]
            a = above[a]
        answers.append(names[a])
    return answers
