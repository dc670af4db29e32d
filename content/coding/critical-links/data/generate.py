"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` takes every link away and counts who can still talk. `by_detours` is fast and of
another make than the submissions: a breadth-first tree, on which every link outside of it marks
its detour as safe. It is proved equal on small random networks before it answers for the large ones.
"""

import json
import pathlib
import random
from collections import deque

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-two-lines-between", 4, [(0, 1), (1, 2), (2, 1), (2, 3)])
    write("sample/2-a-ring-and-a-tail", 6, [(4, 5), (0, 1), (1, 2), (2, 0), (2, 3), (3, 4)])

    write("secret/01-nothing", 0, [])
    write("secret/02-no-links", 5, [])
    write("secret/03-parallel-links", 5, [(0, 1), (1, 0), (1, 2), (2, 3), (3, 2), (2, 3), (3, 4)])
    write("secret/04-one-ring", 6, [(i, (i + 1) % 6) for i in range(6)])
    # Who is in the other network was never to be reached.
    write("secret/05-two-networks", 9, [(0, 1), (1, 2), (3, 4), (4, 5), (5, 6), (6, 7), (7, 4)])
    write("secret/06-middle-of-a-line", 7, [(i, i + 1) for i in range(6)])
    write("secret/07-worst-first", 8, [(0, 1), (3, 4), (1, 2), (6, 7), (2, 3), (5, 6), (4, 5)])
    # No end of the critical link has a single line.
    write("secret/08-between-two-rings", 6, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)])
    write("secret/09-to-itself", 4, [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (2, 2), (3, 3)])
    # Three rings that share a node, which is critical while no link is.
    write("secret/10-critical-node-only", 7, [(0, 1), (1, 2), (2, 0), (0, 3), (3, 4), (4, 0), (0, 5), (5, 6), (6, 0)])
    write("secret/11-long-detour", 12, [(i, i + 1) for i in range(11)] + [(1, 10)])
    write("secret/12-star", 9, [(8, i) for i in range(8)])
    for number in range(13, 19):
        write(f"secret/{number}-random", *random_network(seed=number))
    for number in range(1, 6):
        write(f"secret/growth-{number}", *network(seed=number, nodes=25_000 >> 5 - number))
    write("secret/large-line", 10_000, [(i, i + 1) for i in range(9_999)])

    invalid("1-no-such-node", [3, [[0, 3]]])
    invalid("2-negative", [3, [[-1, 2]]])
    invalid("3-three-ends", [3, [[0, 1, 2]]])


def random_network(seed):
    chance = random.Random(seed)
    nodes = chance.randint(15, 50)
    links = [(chance.randrange(nodes), chance.randrange(nodes)) for _ in range(chance.randint(nodes // 2, nodes * 5 // 4))]
    links += [link[::-1] for link in chance.sample(links, 2)]
    chance.shuffle(links)
    return nodes, links


def network(seed, nodes):
    """A tree of some depth with detours between neighbours, its numbers shuffled."""
    chance = random.Random(seed)
    links = [(i, chance.randrange(max(0, i - 40), i)) for i in range(1, nodes)]
    for _ in range(nodes // 3):
        i = chance.randrange(1, nodes)
        links.append((i, chance.randrange(max(0, i - 10), i)))
    names = list(range(nodes))
    chance.shuffle(names)
    chance.shuffle(links)
    return nodes, [(names[one], names[other]) for one, other in links]


def by_definition(nodes, links):
    def talking(lost):
        left, pairs = set(range(nodes)), 0
        while left:
            group = [left.pop()]
            for here in group:
                for i, ends in enumerate(links):
                    if i != lost and here in ends:
                        there = ends[0] + ends[1] - here
                        if there in left:
                            left.remove(there)
                            group.append(there)
            pairs += len(group) * (len(group) - 1) // 2
        return pairs

    all_well = talking(None)
    losses = [(i, all_well - talking(i)) for i in range(len(links))]
    return sorted(((i, pairs) for i, pairs in losses if pairs), key=lambda loss: (-loss[1], loss[0]))


def by_detours(nodes, links):
    around = [[] for _ in range(nodes)]
    for i, (one, other) in enumerate(links):
        around[one].append((other, i))
        around[other].append((one, i))
    above, by_link, depth, root, order = [None] * nodes, [None] * nodes, [0] * nodes, [None] * nodes, []
    for start in range(nodes):
        if root[start] is not None:
            continue
        root[start] = start
        queue = deque([start])
        while queue:
            here = queue.popleft()
            order.append(here)
            for there, i in around[here]:
                if root[there] is None:
                    root[there], above[there], by_link[there], depth[there] = start, here, i, depth[here] + 1
                    queue.append(there)
    # A node points past the links above it that are known to have a detour.
    past = list(range(nodes))

    def top(node):
        while past[node] != node:
            past[node] = past[past[node]]
            node = past[node]
        return node

    tree = set(by_link)
    for i, (one, other) in enumerate(links):
        if i in tree:
            continue
        one, other = top(one), top(other)
        while one != other:
            if depth[one] < depth[other]:
                one, other = other, one
            past[one] = above[one]
            one = top(one)
    below = [1] * nodes
    for here in reversed(order):
        if above[here] is not None:
            below[above[here]] += below[here]
    losses = [(by_link[v], below[v] * (below[root[v]] - below[v])) for v in range(nodes) if above[v] is not None and past[v] == v]
    return sorted(losses, key=lambda loss: (-loss[1], loss[0]))


def prove_equal():
    chance = random.Random(1)
    for _ in range(500):
        nodes = chance.randint(1, 8)
        links = [(chance.randrange(nodes), chance.randrange(nodes)) for _ in range(chance.randint(0, 10))]
        if by_detours(nodes, links) != by_definition(nodes, links):
            raise SystemExit(f"by_detours is wrong on {nodes}, {links}")


def write(name, nodes, links):
    answer = by_detours(nodes, links)
    if nodes <= 50 and answer != by_definition(nodes, links):
        raise SystemExit(f"{name}: the two answers differ")
    put(f"{name}.in", [nodes, links])
    put(f"{name}.ans", answer)


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values]
    path.write_text("".join(f"{line}\n" for line in lines))


main()
