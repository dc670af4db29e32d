"""Every link outside of a spanning tree gets a random mark at both ends. Below a tree link the marks
cancel exactly if none of those links leaves the part below. 64 bits leave no room for an accident."""

import random


def critical_links(nodes, links):
    around = [[] for _ in range(nodes)]
    for i, (one, other) in enumerate(links):
        around[one].append((other, i))
        around[other].append((one, i))
    marks, below, up = [0] * nodes, [1] * nodes, [None] * nodes
    in_tree, root, order = [False] * len(links), [None] * nodes, []
    for start in range(nodes):
        if root[start] is not None:
            continue
        root[start] = start
        stack = [start]
        while stack:
            here = stack.pop()
            order.append(here)
            for there, i in around[here]:
                if root[there] is None:
                    root[there], up[there], in_tree[i] = start, (here, i), True
                    stack.append(there)
    chance = random.Random(7)
    for i, (one, other) in enumerate(links):
        if not in_tree[i]:
            mark = chance.getrandbits(64)
            marks[one] ^= mark
            marks[other] ^= mark
    for here in reversed(order):
        if up[here]:
            marks[up[here][0]] ^= marks[here]
            below[up[here][0]] += below[here]
    losses = [(up[v][1], below[v] * (below[root[v]] - below[v])) for v in order if up[v] and marks[v] == 0]
    return sorted(losses, key=lambda loss: (-loss[1], loss[0]))
