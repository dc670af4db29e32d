"""Right, but takes every link away and searches for a way around it: quadratic.

Too slow on secret/growth-5.
"""


def critical_links(nodes, links):
    around = [[] for _ in range(nodes)]
    for i, (one, other) in enumerate(links):
        around[one].append((other, i))
        around[other].append((one, i))

    def reached(start, lost):
        seen, group = {start}, [start]
        for here in group:
            for there, i in around[here]:
                if i != lost and there not in seen:
                    seen.add(there)
                    group.append(there)
        return seen

    losses = []
    for i, (one, other) in enumerate(links):
        side = reached(one, i)
        if other not in side:
            losses.append((i, len(side) * len(reached(other, i))))
    return sorted(losses, key=lambda loss: (-loss[1], loss[0]))
