"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` tries every split and every circle. `by_halving` looks for the broken pair by
bisection over the number of pairs, which the submissions do not, and grows circles layer by
layer. It is proved equal on small random fleets before it answers for the large ones.
"""

import json
import pathlib
import random
from itertools import permutations, product

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-three-copies", 3, [(0, 1), (1, 2), (0, 2)])
    write("sample/2-two-nights", 6, [(4, 1), (1, 2), (2, 5), (5, 4)])

    write("secret/01-no-hosts", 0, [])
    write("secret/02-no-pairs", 4, [(2, 1)])
    write("secret/03-even-ring", 6, [(i, (i + 1) % 6) for i in range(6)])
    write("secret/04-with-itself", 4, [(0, 1), (2, 3), (3, 3), (0, 0)])
    # The part was reported from its largest number on.
    write("secret/05-smallest-goes-first", 7, [(6, 3), (5, 6), (1, 5), (4, 2)])
    write("secret/06-reported-again", 3, [(0, 1), (1, 0), (0, 1), (1, 2)])
    # The way on which the hosts were first tied together is longer than that over the later ring.
    write("secret/07-shorter-way-round", 8, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (0, 5), (0, 6), (6, 4), (0, 4)])
    write("secret/08-smallest-of-shortest", 7, [(0, 5), (5, 6), (0, 3), (3, 6), (0, 4), (4, 6), (6, 0)])
    # A pair that comes later would make the circle shorter.
    write("secret/09-later-pairs-do-not-count", 5, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (0, 2), (2, 4)])
    # Two circles are equally short; from the other end the other one would be the smaller.
    write("secret/10-from-one-to-other", 10, [(9, 1), (1, 7), (7, 6), (6, 0), (9, 2), (2, 8), (8, 5), (5, 0), (9, 0)])
    write("secret/11-joined-late", 8, [(0, 1), (2, 3), (4, 5), (6, 7), (1, 2), (5, 6), (3, 4), (7, 0), (0, 2)])
    for number in range(12, 18):
        write(f"secret/{number}-random", *random_fleet(seed=number))
    for number in range(1, 6):
        write(f"secret/growth-{number}", *fleet(seed=number, hosts=20_000 >> 5 - number))
    write("secret/large-circle", 9_001, [(i, i + 1) for i in range(9_000)] + [(0, 9_000), (1, 3)])

    invalid("1-no-such-host", [2, [[0, 2]]])
    invalid("2-three-hosts", [3, [[0, 1, 2]]])
    invalid("3-negative", [-1, []])


def random_fleet(seed):
    """The odd seeds can be split, until perhaps a last pair."""
    chance = random.Random(seed)
    hosts = chance.randint(20, 60)
    night = [chance.randrange(2) for _ in range(hosts)]
    pairs = []
    while len(pairs) < hosts * 3 // 2:
        one, other = chance.randrange(hosts), chance.randrange(hosts)
        if night[one] != night[other]:
            pairs.append((one, other))
    if seed % 2 == 0:
        for at in (hosts, hosts * 5 // 4):
            pairs.insert(at, tuple(chance.sample([host for host in range(hosts) if night[host] == 0], 2)))
    return hosts, pairs


def fleet(seed, hosts):
    """One part grows host by host, with no contradiction until the last pair."""
    chance = random.Random(seed)
    names = list(range(hosts))
    chance.shuffle(names)
    pairs = []
    for i in range(1, hosts):
        pairs.append((i, i - 1 - 2 * chance.randrange(min(3, (i + 1) // 2))))
        if i % 6 == 0:
            pairs.append((i, i - 5))
    pairs.append((hosts - 1, hosts - 3))
    return hosts, [(names[one], names[other]) for one, other in pairs]


def by_definition(hosts, pairs):
    splits = list(product([0, 1], repeat=hosts))
    for i, (one, other) in enumerate(pairs):
        splits = [nights for nights in splits if nights[one] != nights[other]]
        if splits:
            continue
        if one == other:
            return [[], i, [one]]
        earlier = {pair for pair in pairs[:i]} | {pair[::-1] for pair in pairs[:i]}
        for between in range(hosts - 1):
            circles = [(one, *rest, other) for rest in permutations(set(range(hosts)) - {one, other}, between)]
            circles = [circle for circle in circles if all(two in earlier for two in zip(circle, circle[1:]))]
            if circles:
                return [[], i, list(min(circles))]
    # As many hosts of small numbers as can be in the first night: that is the split with the smallest list of nights.
    return [[host for host, night in enumerate(min(splits)) if night == 0], -1, []]


def by_halving(hosts, pairs):
    def nights(count):
        """The nights after the first `count` pairs, or nothing if they cannot be kept."""
        around = neighbours(hosts, pairs[:count])
        night = [None] * hosts
        for start in range(hosts):
            if night[start] is None:
                night[start] = 0
                group = [start]
                for here in group:
                    for there in around[here]:
                        if night[there] is None:
                            night[there] = 1 - night[here]
                            group.append(there)
                        elif night[there] == night[here]:
                            return None
        return night

    whole = nights(len(pairs))
    if whole is not None:
        return [[host for host in range(hosts) if whole[host] == 0], -1, []]
    kept, broken = 0, len(pairs)
    while broken - kept > 1:
        middle = (kept + broken) // 2
        if nights(middle) is None:
            broken = middle
        else:
            kept = middle
    one, other = pairs[kept]
    around = neighbours(hosts, pairs[:kept])
    # Hosts of a layer in the order of their smallest ways from `one`: who comes first keeps the way.
    layer, came_from = [one], {one: None}
    while other not in came_from:
        following = []
        for here in layer:
            for there in sorted(around[here]):
                if there not in came_from:
                    came_from[there] = here
                    following.append(there)
        layer = following
    circle = [other]
    while circle[-1] != one:
        circle.append(came_from[circle[-1]])
    return [[], kept, circle[::-1]]


def neighbours(hosts, pairs):
    around = [set() for _ in range(hosts)]
    for one, other in pairs:
        around[one].add(other)
        around[other].add(one)
    return around


def prove_equal():
    chance = random.Random(1)
    for _ in range(500):
        hosts = chance.randint(1, 7)
        pairs = [(chance.randrange(hosts), chance.randrange(hosts)) for _ in range(chance.randint(0, 9))]
        if chance.random() < 0.7:
            pairs = [(one, other) for one, other in pairs if one % 2 != other % 2] + pairs[:1]
        if by_halving(hosts, pairs) != by_definition(hosts, pairs):
            raise SystemExit(f"by_halving is wrong on {hosts}, {pairs}")


def write(name, hosts, pairs):
    answer = by_halving(hosts, pairs)
    if hosts <= 10 and answer != by_definition(hosts, pairs):
        raise SystemExit(f"{name}: the two answers differ")
    put(f"{name}.in", [hosts, pairs])
    put(f"{name}.ans", [answer])


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values]
    path.write_text("".join(f"{line}\n" for line in lines))


main()
