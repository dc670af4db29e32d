"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

The answers come from `ByDefinition`, which asks for the owner of every single position and is kept apart
from the submissions on purpose: what they share would not be noticed. Large rings would take it years; there
`WithSortedPoints` answers, after it has been proven equal to the definition on random calls.
"""

import json
import pathlib
import random
from bisect import bisect_left, insort

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    a, b, c = node_at(100, 20), node_at(100, 60), node_at(100, 90)
    write("sample/1-small-ring", 100, 1, [owner("k1"), weigh("a", 1), weigh("b", 1), owner("k1"), share("a"), share("b"), weigh("a", 0), share("a")])
    write("sample/2-heavier", 1_000, 2, [weigh("a", 1), weigh("b", 2), weigh("a", 3), share("a"), share("b"), *(owner(f"k{i}") for i in range(6)), weigh("b", 1)])

    write("secret/01-no-calls", 1, 1, [])
    write("secret/02-around-the-end", 100, 1, [weigh(a, 1), weigh(b, 1), owner(key_at(100, 61)), owner(key_at(100, 99)), owner(key_at(100, 0)), owner(key_at(100, 60)), share(a), share(b)])
    write("secret/03-on-the-point", 100, 1, [weigh(a, 1), weigh(b, 1), weigh(c, 1), *(owner(key_at(100, at)) for at in (20, 21, 59, 60, 61, 89, 90, 91, 19))])
    write("secret/04-one-point", 100, 1, [share(a), weigh(a, 1), share(a), owner(key_at(100, 20)), owner(key_at(100, 21)), weigh(a, 0), share(a), owner("k1"), weigh(a, 0)])
    write("secret/05-two-on-one-point", 100, 1, two_on_one_point())
    write("secret/06-weight-set-again", 100, 2, [weigh("a", 2), weigh("b", 2), weigh("a", 2), weigh("a", 1), weigh("a", 3), weigh("b", 2), share("a"), share("b"), weigh("a", 1), share("a")])
    write("secret/07-own-points-twice", 5, 6, [weigh("a", 1), weigh("b", 2), weigh("a", 4), share("a"), weigh("a", 3), share("a"), weigh("a", 2), share("a"), weigh("b", 1), share("b"), weigh("a", 1), share("a"), share("b")])
    write("secret/08-own-neighbour", 1_000, 5, [weigh("a", 1), weigh("a", 2), weigh("b", 1), weigh("a", 9), weigh("b", 8), weigh("a", 4), weigh("b", 0), weigh("a", 0)])
    write("secret/09-heavier-not-replaced", 1_000, 3, [weigh("a", 2), weigh("b", 2), weigh("c", 2), weigh("a", 3), weigh("b", 1), weigh("c", 2), weigh("a", 2)])
    write("secret/10-out-and-in-again", 500, 4, [weigh("a", 1), weigh("b", 3), weigh("c", 2), weigh("b", 0), owner("k7"), share("b"), weigh("b", 3), share("b"), owner("k7"), weigh("x", 0)])
    write("secret/11-ring-of-one", 1, 3, [owner("k1"), weigh("b", 1), weigh("c", 5), owner("k1"), weigh("a", 1), owner("k2"), share("b"), weigh("a", 0), weigh("b", 0), share("c"), weigh("c", 0)])
    write("secret/12-whole-32-bits", 2**32, 40, whole_ring(), answer=WithSortedPoints)
    write("secret/13-hash-by-hand", 2**32, 1, [weigh("a", 1), weigh("b", 1), *(owner(f"k{i}") for i in range(12)), share("a"), share("b")], answer=WithSortedPoints)
    for number in range(14, 21):
        write(f"secret/{number}-random", *random_calls(seed=number))
    for number, size in enumerate((1_000, 2_000, 4_000, 8_000, 16_000), start=1):
        write(f"secret/growth-{number}", *growing_ring(size), answer=WithSortedPoints)
    write("secret/large-shares", *many_shares(), answer=WithSortedPoints)

    invalid("1-ring-of-nothing", "[0,1]\n")
    invalid("2-too-heavy", '[100,1]\n["set_weight","a",101]\n')
    invalid("3-name-with-a-hash", '[100,1]\n["set_weight","a#1",1]\n')


def weigh(node, weight):
    return ["set_weight", node, weight]


def owner(key):
    return ["owner", key]


def share(node):
    return ["share", node]


def node_at(ring_size, position, prefix="n"):
    """A node whose first point lies at this position."""
    return next(name for name in (f"{prefix}{i}" for i in range(10**6)) if hash_of(f"{name}#0") % ring_size == position)


def key_at(ring_size, position):
    return next(key for key in (f"k{i}" for i in range(10**6)) if hash_of(key) % ring_size == position)


def two_on_one_point():
    """Three nodes at 60, which come and go in such an order that neither the first nor the last to come counts."""
    low, middle, high = (node_at(100, 60, prefix) for prefix in "gmt")
    other, key = node_at(100, 20), key_at(100, 50)
    made = [weigh(other, 1)]
    for step in (weigh(middle, 1), weigh(high, 1), weigh(low, 1), weigh(middle, 0), weigh(middle, 1), weigh(low, 0), weigh(middle, 0), weigh(high, 0)):
        made += [step, owner(key), share(middle)]
    return made


def random_calls(seed, count=150):
    chance = random.Random(seed)
    nodes = [f"n{i}" for i in range(chance.randint(2, 7))]
    made = []
    for _ in range(count):
        kind = chance.random()
        if kind < 0.5:
            made.append(weigh(chance.choice(nodes), chance.choice([0, 1, 1, 2, 3, 5])))
        elif kind < 0.8:
            made.append(owner(f"k{chance.randint(0, 500)}"))
        else:
            made.append(share(chance.choice(nodes)))
    return chance.choice([3, 10, 64, 500]), chance.randint(1, 4), made


def whole_ring():
    made = [weigh(f"cache-{i}", 1 + i % 3) for i in range(12)]
    made += [share(f"cache-{i}") for i in range(12)] + [owner(f"user-{i}") for i in range(40)]
    return made + [weigh("cache-3", 6), weigh("cache-7", 0), weigh("cache-12", 2)] + [owner(f"user-{i}") for i in range(40)]


def growing_ring(size):
    """Half of the calls bring a small node, the other half look for a key."""
    chance = random.Random(size)
    made = []
    for i in range(size // 2):
        made += [weigh(f"n{i}", chance.randint(1, 2)), owner(f"k{i}")]
    return 2**32, 2, made


def many_shares():
    """Four hundred nodes with some 12,000 points, whose shares are drawn on a screen again and again."""
    chance = random.Random(3)
    made = [weigh(f"n{i}", chance.randint(2, 4)) for i in range(400)]
    return 2**32, 10, made + [share(f"n{chance.randrange(400)}") for _ in range(7_500)]


def hash_of(text):
    h = 2166136261
    for byte in text.encode():
        h = (h ^ byte) * 16777619 % 2**32
    h ^= h >> 16
    h = h * 73244475 % 2**32
    return h ^ h >> 16


class ByDefinition:
    def __init__(self, ring_size, points_per_weight):
        self.ring_size, self.points_per_weight, self.weights = ring_size, points_per_weight, {}

    def owners(self):
        points = [(hash_of(f"{node}#{i}") % self.ring_size, node) for node, weight in self.weights.items() for i in range(weight * self.points_per_weight)]
        first_at = {}
        for position, node in points:
            first_at[position] = min(node, first_at.get(position, node))
        found = []
        for position in range(self.ring_size):
            for step in range(self.ring_size):
                if (position + step) % self.ring_size in first_at:
                    found.append(first_at[(position + step) % self.ring_size])
                    break
            else:
                found.append(None)
        return found

    def set_weight(self, node, weight):
        before = self.owners()
        self.weights[node] = weight
        return sum(1 for old, new in zip(before, self.owners()) if old != new)

    def owner(self, key):
        return self.owners()[hash_of(key) % self.ring_size]

    def share(self, node):
        return self.owners().count(node)


class WithSortedPoints:
    """All points in one sorted list of (position, node, number)."""

    def __init__(self, ring_size, points_per_weight):
        self.ring_size, self.points_per_weight, self.weights, self.points = ring_size, points_per_weight, {}, []

    def points_of(self, node, weight):
        return [(hash_of(f"{node}#{i}") % self.ring_size, node, i) for i in range(weight * self.points_per_weight)]

    def set_weight(self, node, weight):
        # Only this node's points change, so all that moves moves to it, or away from it.
        before = self.share(node)
        for point in self.points_of(node, self.weights.get(node, 0)):
            del self.points[bisect_left(self.points, point)]
        self.weights[node] = weight
        for point in self.points_of(node, weight):
            insort(self.points, point)
        return abs(self.share(node) - before)

    def owner(self, key):
        if not self.points:
            return None
        index = bisect_left(self.points, (hash_of(key) % self.ring_size,))
        return self.points[index % len(self.points)][1]

    def share(self, node):
        owned = 0
        for position in {position for position, _, _ in self.points_of(node, self.weights.get(node, 0))}:
            index = bisect_left(self.points, (position,))
            if self.points[index][1] == node:
                before = self.points[index - 1][0]
                owned += (position - before - 1) % self.ring_size + 1
        return owned


def prove_equal():
    for seed in range(100, 130):
        ring_size, points_per_weight, made = random_calls(seed, count=60)
        if ring_size <= 64:
            made_with = ring_size, points_per_weight
            assert answers(ByDefinition, made_with, made) == answers(WithSortedPoints, made_with, made), seed


def answers(kind, made_with, made):
    ring = kind(*made_with)
    return [getattr(ring, name)(*given) for name, *given in made]


def write(name, ring_size, points_per_weight, made, answer=ByDefinition):
    made_with = [ring_size, points_per_weight]
    write_lines(f"{name}.in", [made_with, *made])
    write_lines(f"{name}.ans", answers(answer, made_with, made))


def write_lines(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values))


def invalid(name, text):
    path = DATA / f"invalid_input/{name}.in"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


if __name__ == "__main__":
    main()
