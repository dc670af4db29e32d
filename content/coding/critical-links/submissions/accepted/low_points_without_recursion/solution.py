"""One depth-first search that keeps its own stack: a link is critical if nothing below it has another
link to above. The sizes below come from the same search."""


def critical_links(nodes, links):
    around = [[] for _ in range(nodes)]
    for i, (one, other) in enumerate(links):
        around[one].append((other, i))
        around[other].append((one, i))
    seen_at = [0] * nodes  # in which order the search came by, from 1
    reaches = [0] * nodes  # the earliest that the part below has a link to
    below = [1] * nodes
    clock = 0
    losses = []
    for start in range(nodes):
        if seen_at[start]:
            continue
        found = []
        clock += 1
        seen_at[start] = reaches[start] = clock
        path = [(start, -1, iter(around[start]))]
        while path:
            here, came_by, left = path[-1]
            for there, i in left:
                if i == came_by:
                    continue
                if seen_at[there]:
                    reaches[here] = min(reaches[here], seen_at[there])
                else:
                    clock += 1
                    seen_at[there] = reaches[there] = clock
                    path.append((there, i, iter(around[there])))
                    break
            else:
                path.pop()
                if not path:
                    break
                parent = path[-1][0]
                reaches[parent] = min(reaches[parent], reaches[here])
                below[parent] += below[here]
                if reaches[here] > seen_at[parent]:
                    found.append((came_by, below[here]))
        losses += [(i, size * (below[start] - size)) for i, size in found]
    return sorted(losses, key=lambda loss: (-loss[1], loss[0]))
