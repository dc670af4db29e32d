"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

The answers come from `ByDefinition`, which keeps the moments of all uses and looks at every entry. It is
kept apart from the submissions on purpose: what they share would not be noticed. The large cases would take it
minutes; there `InOneOrder` answers, after it has been proven equal to the definition on random calls.
"""

import json
import pathlib
import random
from bisect import bisect_left, insort

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-crowded-out", 2, [put("a", 1), put("b", 2), get("a"), put("c", 3), put("d", 4), victims(5)])
    write("sample/2-removed", 2, [put("a", 1), get("a"), get("a"), put("b", 2), remove("a"), remove("a"), get("a"), put("a", 3), put("c", 4), victims(1), get("b")])

    write("secret/01-no-calls", 1, [])
    write("secret/02-room-for-one", 1, [put("a", 1), get("a"), get("a"), put("b", 2), get("a"), put("b", 3), victims(2), put("c", 4), get("b")])
    write("secret/03-ties-by-last-use", 3, [put("a", 1), put("b", 2), put("c", 3), get("a"), get("c"), get("b"), victims(3), put("d", 4), put("e", 5), get("e"), put("f", 6), victims(3)])
    write("secret/04-put-is-a-use", 2, [put("a", 1), put("b", 2), put("a", 3), put("c", 4), get("a"), victims(2)])
    write("secret/05-newcomer-comes-in", 2, [put("a", 1), get("a"), put("b", 2), get("b"), put("c", 3), get("a"), get("c"), get("b"), victims(2)])
    write("secret/06-pushed-out-and-back", 2, [put("a", 1), get("a"), put("b", 2), get("b"), get("b"), put("c", 3), put("a", 4), victims(2), put("c", 5), victims(2)])
    write("secret/07-replaced-when-full", 2, [put("a", 1), put("b", 2), put("b", 3), get("a"), get("b"), put("a", 4), victims(2)])
    write("secret/08-removed-and-back", 2, [put("a", 1), *5 * [get("a")], put("b", 2), get("b"), remove("a"), put("a", 3), put("c", 4), get("a"), victims(2)])
    write("secret/09-asking-is-no-use", 3, [put("a", 1), put("b", 2), put("c", 3), get("b"), victims(1), victims(2), victims(3), victims(1), put("d", 4), victims(3), put("e", 5), victims(3)])
    write("secret/10-misses-count-nothing", 2, [*5 * [get("a")], put("a", 1), put("b", 2), get("b"), remove("x"), get("x"), put("c", 3), get("a"), victims(2)])
    write("secret/11-only-one-of-the-least-removed", 3, [put("a", 1), put("b", 2), *3 * [get("a")], *5 * [get("b")], put("c", 3), remove("c"), victims(3), put("d", 4), victims(3), get("d"), put("e", 5), victims(9)])
    write("secret/12-least-of-many", 4, least_of_many())
    write("secret/13-empty-again", 2, [victims(3), put("a", 1), remove("a"), victims(3), put("b", 0), put("c", 2), get("b"), put("a", 3), victims(1)])
    for number in range(14, 21):
        write(f"secret/{number}-random", *random_calls(seed=number))
    for number, size in enumerate((1_000, 2_000, 4_000, 8_000, 16_000), start=1):
        write(f"secret/growth-{number}", *crawlers_by_night(size), answer=InOneOrder)
    write("secret/large-many-asked", *many_asked(), answer=InOneOrder)
    write("secret/large-one-favourite", *one_favourite(), answer=InOneOrder)

    invalid("1-no-capacity", "[0]\n")
    invalid("2-no-victims", '[1]\n["victims",0]\n')
    invalid("3-unknown-call", '[1]\n["peek","a"]\n')


def get(key):
    return ["get", key]


def put(key, value):
    return ["put", key, value]


def remove(key):
    return ["remove", key]


def victims(count):
    return ["victims", count]


def least_of_many():
    made = [put(key, 1) for key in "abcd"] + [get(key) for key in "abcd" for _ in range(ord("e") - ord(key))]
    return made + [victims(4), put("x", 2), victims(4), put("y", 3), put("x", 4), victims(4), get("x"), get("x"), get("x"), put("z", 5), victims(4)]


def random_calls(seed, count=350):
    chance = random.Random(seed)
    keys = [f"k{i}" for i in range(chance.randint(3, 14))]
    kinds = chance.choice(["gggppv", "ggpprv", "gpppprv", "gggggpv"])
    made = []
    for _ in range(count):
        kind, key = chance.choice(kinds), chance.choice(keys)
        made.append({"g": get(key), "p": put(key, chance.randint(0, 99)), "r": remove(key), "v": victims(chance.randint(1, 6))}[kind])
    return chance.randint(1, 8), made


def crawlers_by_night(size):
    """The cache is filled, a tenth of it is asked for again, and the rest are new keys that nobody asks for twice."""
    room = size * 9 // 20
    made = [put(f"d{i}", i % 10) for i in range(room)] + [get(f"d{i}") for i in range(0, room, 10)]
    return room, made + [put(f"n{i}", i % 10) for i in range(size - len(made))]


def many_asked():
    """Somebody asks who is next before every new offer, and mostly twice."""
    made = [put(f"d{i}", 1) for i in range(10_000)]
    for i in range(2_500):
        made += [victims(1), victims(1), put(f"n{i}", 2)] if i % 5 else [victims(1), put(f"n{i}", 2)]
    return 10_000, made


def one_favourite():
    """One entry with 14,000 uses and one with a single use, with nothing between them."""
    return 3, [put("a", 1), *14_000 * [get("a")], put("b", 2), *8_000 * [victims(2)]]


class ByDefinition:
    def __init__(self, capacity):
        self.capacity, self.values, self.uses, self.calls = capacity, {}, {}, 0

    def used(self, key):
        self.calls += 1
        self.uses.setdefault(key, []).append(self.calls)

    def victims(self, count):
        return sorted(self.values, key=lambda key: (len(self.uses[key]), self.uses[key][-1]))[:count]

    def get(self, key):
        if key not in self.values:
            return None
        self.used(key)
        return self.values[key]

    def put(self, key, value):
        gone = None
        if key not in self.values and len(self.values) == self.capacity:
            gone = self.victims(1)[0]
            self.remove(gone)
        self.values[key] = value
        self.used(key)
        return gone

    def remove(self, key):
        if key not in self.values:
            return False
        del self.values[key], self.uses[key]
        return True


class InOneOrder(ByDefinition):
    """All entries in one sorted list of (uses, last use, key)."""

    def __init__(self, capacity):
        super().__init__(capacity)
        self.order, self.place = [], {}

    def used(self, key):
        self.calls += 1
        count = self.leave(key) + 1
        self.place[key] = (count, self.calls, key)
        insort(self.order, self.place[key])

    def leave(self, key):
        if key not in self.place:
            return 0
        place = self.place.pop(key)
        del self.order[bisect_left(self.order, place)]
        return place[0]

    def victims(self, count):
        return [key for _, _, key in self.order[:count]]

    def remove(self, key):
        if key not in self.values:
            return False
        del self.values[key]
        self.leave(key)
        return True


def prove_equal():
    for seed in range(100, 140):
        capacity, made = random_calls(seed, count=200)
        assert answers(ByDefinition, capacity, made) == answers(InOneOrder, capacity, made), seed


def answers(kind, capacity, made):
    cache = kind(capacity)
    return [getattr(cache, name)(*given) for name, *given in made]


def write(name, capacity, made, answer=ByDefinition):
    write_lines(f"{name}.in", [[capacity], *made])
    write_lines(f"{name}.ans", answers(answer, capacity, made))


def write_lines(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values))


def invalid(name, text):
    path = DATA / f"invalid_input/{name}.in"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


main()
