"""Bug: takes a link for critical only where a node has no other one, and looks for no cut between larger parts.

Killed by secret/08-between-two-rings.
"""


def critical_links(nodes, links):
    around = [[] for _ in range(nodes)]
    for i, (one, other) in enumerate(links):
        if one != other:
            around[one].append((other, i))
            around[other].append((one, i))
    size = [0] * nodes
    for start in range(nodes):
        if size[start] == 0:
            seen, group = {start}, [start]
            for here in group:
                for there, _ in around[here]:
                    if there not in seen:
                        seen.add(there)
                        group.append(there)
            for node in group:
                size[node] = len(group)
    critical = {around[node][0][1] for node in range(nodes) if len(around[node]) == 1}
    losses = [(i, size[links[i].one] - 1) for i in critical]
    return sorted(losses, key=lambda loss: (-loss[1], loss[0]))
