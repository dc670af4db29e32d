"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` tries every route that visits no proxy twice; a longer one is never better, as no
delay is negative. `by_layers` is fast and of another make than the submissions: one search for
each budget, which begins with what the smaller budget reached. It is proved equal on small meshes.
"""

import heapq
import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-two-stretches", 3, [(0, 1, 8, False), (1, 2, 9, False), (0, 1, 1, True), (1, 2, 5, True)], 0, 2, 3)
    write("sample/2-only-metered", 3, [(0, 1, 4, True), (1, 2, 4, True), (2, 0, 1, False)], 0, 2, 2)

    write("secret/01-already-there", 1, [], 0, 0, 2)
    write("secret/02-no-route", 3, [(1, 0, 5, False), (1, 2, 5, True)], 0, 2, 3)
    write("secret/03-no-budget", 3, [(0, 2, 1, True), (0, 1, 10, False), (1, 2, 10, False)], 0, 2, 0)
    # Proxy 1 is reached sooner over a metered hop, which then is missing for the long stretch.
    write("secret/04-slower-but-frugal", 3, [(0, 1, 1, True), (0, 1, 5, False), (1, 2, 2, True), (1, 2, 90, False)], 0, 2, 1)
    # The frugal way to 1 is far slower than the budget allows.
    write("secret/05-budget-is-there-to-be-used", 3, [(0, 1, 50, False), (0, 1, 3, True), (1, 2, 4, False), (1, 2, 1, True)], 0, 2, 2)
    # The best route has one metered hop; there is none with three.
    write("secret/06-at-most-not-exactly", 4, [(0, 1, 2, True), (1, 3, 2, False), (0, 2, 9, False), (2, 3, 9, False)], 0, 3, 3)
    write("secret/07-one-way", 4, [(1, 0, 1, False), (0, 2, 7, False), (2, 3, 7, False), (3, 1, 1, False)], 0, 3, 1)
    write("secret/08-same-ends-many-hops", 2, [(0, 1, 9, False), (0, 1, 7, False), (0, 1, 8, False), (0, 1, 7, True), (0, 1, 3, True)], 0, 1, 2)
    write("secret/09-no-delay-at-all", 4, [(0, 1, 0, False), (1, 0, 0, False), (1, 2, 0, True), (2, 3, 0, True), (3, 3, 0, True)], 0, 3, 3)
    write("secret/10-each-hop-buys-less", 7, [hop for i in range(6) for hop in ((i, i + 1, 10 * (i + 1), False), (i, i + 1, 3, True))], 0, 6, 8)
    write("secret/11-long-way-round", 8, [(0, 7, 10_000, False)] + [(i, i + 1, 1_000, i % 3 == 1) for i in range(7)], 0, 7, 3)
    for number in range(12, 17):
        write(f"secret/{number}-random", *random_mesh(seed=number))
    for number in range(1, 6):
        write(f"secret/growth-{number}", *mesh(seed=number, nodes=3_008 >> 5 - number))
    write("secret/large-no-way-in", *no_way_in())

    invalid("1-unknown-proxy", [2, [[0, 2, 1, True]], 0, 1, 1])
    invalid("2-metered-as-number", [2, [[0, 1, 1, 1]], 0, 1, 1])
    invalid("3-budget-21", [2, [[0, 1, 1, True]], 0, 1, 21])


def random_mesh(seed):
    chance = random.Random(seed)
    nodes = chance.randint(6, 8)
    hops = []
    for _ in range(chance.randint(12, 26)):
        metered = chance.random() < 0.5
        hops.append((chance.randrange(nodes), chance.randrange(nodes), chance.randint(0, 12 if metered else 60), metered))
    return nodes, hops, 0, nodes - 1, chance.randint(1, 4)


def mesh(seed, nodes):
    """A long band of proxies: many metered hops help, and more than the budget would help further."""
    nodes = min(nodes, 3_000)
    chance = random.Random(seed)
    hops = []
    for i in range(nodes - 1):
        hops.append((i, i + 1, chance.randint(50, 99), False))
        for metered in (True, True, False):
            to = min(nodes - 1, max(0, i + chance.randint(-5, 9)))
            hops.append((i, to, chance.randint(1, 30) if metered else chance.randint(200, 999), metered))
    chance.shuffle(hops)
    return nodes, hops, 0, nodes - 1, 20


def no_way_in():
    """Everything is reached but the goal."""
    nodes, hops, _, goal, budget = mesh(seed=9, nodes=2_000)
    return nodes, [hop for hop in hops if hop[1] != goal], 0, goal, budget


def by_definition(nodes, hops, origin, goal, budget):
    best = [None] * (budget + 1)

    def go(here, delay, used, seen):
        if here == goal:
            for b in range(used, budget + 1):
                best[b] = delay if best[b] is None else min(best[b], delay)
            return
        for source, target, delay_ms, metered in hops:
            if source == here and target not in seen and used + metered <= budget:
                go(target, delay + delay_ms, used + metered, seen | {target})

    go(origin, 0, 0, {origin})
    return [-1 if delay is None else delay for delay in best]


def by_layers(nodes, hops, origin, goal, budget):
    free = [[] for _ in range(nodes)]
    for source, target, delay_ms, metered in hops:
        if not metered:
            free[source].append((target, delay_ms))
    endless = float("inf")
    reached, answer = [endless] * nodes, []
    reached[origin] = 0
    for b in range(budget + 1):
        if b > 0:
            before = list(reached)
            for source, target, delay_ms, metered in hops:
                if metered:
                    reached[target] = min(reached[target], before[source] + delay_ms)
        heap = [(delay, node) for node, delay in enumerate(reached) if delay < endless]
        heapq.heapify(heap)
        while heap:
            delay, node = heapq.heappop(heap)
            if delay == reached[node]:
                for target, delay_ms in free[node]:
                    if delay + delay_ms < reached[target]:
                        reached[target] = delay + delay_ms
                        heapq.heappush(heap, (delay + delay_ms, target))
        answer.append(-1 if reached[goal] == endless else reached[goal])
    return answer


def prove_equal():
    chance = random.Random(1)
    for _ in range(400):
        nodes = chance.randint(1, 5)
        hops = [(chance.randrange(nodes), chance.randrange(nodes), chance.randint(0, 9), chance.random() < 0.5) for _ in range(chance.randint(0, 10))]
        mesh = nodes, hops, chance.randrange(nodes), chance.randrange(nodes), chance.randint(0, 4)
        if by_layers(*mesh) != by_definition(*mesh):
            raise SystemExit(f"by_layers is wrong on {mesh}")


def write(name, *mesh):
    answer = by_layers(*mesh)
    if mesh[0] <= 8 and answer != by_definition(*mesh):
        raise SystemExit(f"{name}: the two answers differ")
    put(f"{name}.in", mesh)
    put(f"{name}.ans", answer)


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values]
    path.write_text("".join(f"{line}\n" for line in lines))


main()
