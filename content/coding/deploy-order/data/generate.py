"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` asks at every step which services may start, and walks among the stuck ones as the
statement says. It is slow. `by_ranks` answers for the large cases: services are numbered by
name and a heap of numbers hands them out. It is proved equal on small random trains first.
"""

import heapq
import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-three-services", ["web", "api", "db"], [("web", "api"), ("api", "db")])
    write("sample/2-a-ring", ["web", "api", "db", "mail"], [("web", "api"), ("api", "db"), ("db", "web"), ("mail", "web")])
    write("sample/3-smallest-first", ["d", "c", "b", "a"], [("a", "d"), ("b", "c")])

    write("secret/01-empty", [], [])
    write("secret/02-alone", ["api"], [])
    write("secret/03-needs-itself", ["b", "a", "c"], [("b", "b")])
    # The same need three times is one need.
    write("secret/04-listed-twice", ["db", "api", "web"], [("api", "db")] * 3 + [("web", "api"), ("web", "db"), ("web", "db")])
    # What a service frees goes before names that have been waiting for their turn.
    write("secret/05-freed-goes-first", ["z", "m", "a", "b", "k"], [("a", "k"), ("b", "a")])
    # The walk begins outside the ring.
    write("secret/06-tail-before-the-ring", ["a", "b", "p", "q", "r"], [("a", "b"), ("b", "r"), ("r", "q"), ("q", "p"), ("p", "r")])
    # A service that only waits for the ring is stuck, and one below the ring is not.
    write("secret/07-below-the-ring", ["x", "y", "base", "a"], [("x", "y"), ("y", "x"), ("x", "base"), ("y", "a"), ("x", "a")])
    write("secret/08-two-rings", ["a", "b", "c", "d", "e"], [("c", "d"), ("d", "c"), ("b", "e"), ("e", "b"), ("a", "c"), ("a", "e")])
    # The smallest stuck neighbour lies on another ring than the rest.
    write("secret/09-smallest-neighbour", ["a", "b", "c", "d"], [("a", "d"), ("a", "b"), ("b", "c"), ("c", "b"), ("d", "a")])
    write("secret/10-direction-of-the-ring", ["a", "b", "c", "d"], [("a", "c"), ("c", "b"), ("b", "d"), ("d", "a")])
    write("secret/11-by-character", ["s10", "s9", "s-1", "s1", "s"], [])
    write("secret/12-one-stuck-among-many", [f"s{i}" for i in range(30)], [(f"s{i}", f"s{i // 2}") for i in range(1, 29)] + [("s29", "s29")])
    for number in range(13, 19):
        write(f"secret/{number}-random", *random_train(seed=number))
    for number in range(1, 6):
        write(f"secret/growth-{number}", *train(seed=number, count=12_000 >> 5 - number))
    write("secret/large-chain", *chain(7_000, closed=False))
    write("secret/large-ring", *chain(7_000, closed=True))

    invalid("1-unknown-service", [["a"], [["a", "b"]]])
    invalid("2-listed-twice", [["a", "a"], []])
    invalid("3-upper-case", [["Api"], []])


def random_train(seed):
    chance = random.Random(seed)
    count = chance.randint(10, 40)
    names = [f"{chance.choice('abcxyz')}{i}" for i in range(count)]
    needs = []
    for _ in range(chance.randint(count // 2, 2 * count)):
        one, other = chance.sample(range(count), 2)
        # An odd seed gives trains that run; an even one allows rings.
        if seed % 2 == 1 and one < other:
            one, other = other, one
        needs.append((names[one], names[other]))
    needs += chance.choices(needs, k=3)
    chance.shuffle(names)
    return names, needs


def train(seed, count):
    """Many may start at every moment, and everybody has one or two needs."""
    chance = random.Random(seed)
    names = [f"s{i}" for i in range(count)]
    chance.shuffle(names)
    needs = [(names[i], names[chance.randrange(i)]) for i in range(count // 2, count) for _ in range(3)]
    chance.shuffle(needs)
    return chance.sample(names, count), needs


def chain(count, closed):
    names = [f"s{i}" for i in range(count)]
    random.Random(count).shuffle(names)
    needs = list(zip(names[1:], names))
    return sorted(names), needs + ([(names[0], names[-1])] if closed else [])


def by_definition(services, needs):
    up = []
    while True:
        ready = [name for name in services if name not in up and all(needed in up for one, needed in needs if one == name)]
        if not ready:
            break
        up.append(min(ready))
    if len(up) == len(services):
        return [up, []]
    stuck = [name for name in services if name not in up]
    walk = [min(stuck)]
    while len(set(walk)) == len(walk):
        walk.append(min(needed for one, needed in needs if one == walk[-1] and needed in stuck))
    ring = walk[walk.index(walk[-1]) : -1]
    turn = ring.index(min(ring))
    return [[], ring[turn:] + ring[:turn]]


def by_ranks(services, needs):
    names = sorted(services)
    rank = {name: i for i, name in enumerate(names)}
    waits_for = [set() for _ in names]
    frees = [set() for _ in names]
    for one, needed in needs:
        waits_for[rank[one]].add(rank[needed])
        frees[rank[needed]].add(rank[one])
    left = [len(some) for some in waits_for]
    heap = [i for i, count in enumerate(left) if count == 0]
    order, up = [], set()
    while heap:
        here = heapq.heappop(heap)
        order.append(names[here])
        up.add(here)
        for other in frees[here]:
            left[other] -= 1
            if left[other] == 0:
                heapq.heappush(heap, other)
    if len(order) == len(names):
        return [order, []]
    here = min(i for i in range(len(names)) if i not in up)
    place, walk = {}, []
    while here not in place:
        place[here] = len(walk)
        walk.append(here)
        here = min(waits_for[here] - up)
    ring = walk[place[here] :]
    turn = ring.index(min(ring))
    return [[], [names[i] for i in ring[turn:] + ring[:turn]]]


def prove_equal():
    chance = random.Random(1)
    for _ in range(400):
        services = [f"{i}" for i in range(chance.randint(0, 7))]
        pairs = chance.randint(0, 9) if services else 0
        needs = [(chance.choice(services), chance.choice(services)) for _ in range(pairs)]
        chance.shuffle(services)
        if by_ranks(services, needs) != by_definition(services, needs):
            raise SystemExit(f"by_ranks is wrong on {services}, {needs}")


def write(name, services, needs):
    answer = by_ranks(services, needs)
    if len(services) <= 40 and answer != by_definition(services, needs):
        raise SystemExit(f"{name}: the two answers differ")
    put(f"{name}.in", [services, needs])
    put(f"{name}.ans", [answer])


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values]
    path.write_text("".join(f"{line}\n" for line in lines))


main()
