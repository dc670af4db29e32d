"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

The answers come from `ByDefinition`, which keeps everything it was ever told and follows the
statement word for word. It is kept apart from the submissions on purpose: what they share would not be noticed. For
the growth series and the other large case it would take minutes, so their answers are known by how they are made.
"""

import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent


def main():
    write("sample/1-no-room", 2, "put 0 a 1 1000", "put 1 b 2 1000", "get 2 a", "put 3 c 3 1000", "get 4 b", "get 5 a", "get 6 c")
    write("sample/2-too-old", 2, "put 0 a 1 10", "get 9 a", "get 10 a", "put 10 b 2 5", "put 11 c 3 50", "size 12", "put 15 d 4 50", "get 16 c", "size 16")

    write("secret/01-nothing", 1)
    write("secret/02-last-millisecond", 3, "put 5 a 1 10", "get 14 a", "size 14", "get 15 a", "size 15")
    write("secret/03-get-refreshes", 2, "put 0 a 1 99", "put 0 b 2 99", "get 0 a", "put 0 c 3 99", "get 0 a", "get 0 b", "get 0 c")
    write("secret/04-put-refreshes", 2, "put 0 a 1 99", "put 0 b 2 99", "put 0 a 4 99", "put 0 c 3 99", "get 0 a", "get 0 b", "get 0 c")
    write("secret/05-dead-take-no-room", 3, "put 0 old 1 99", "put 1 short 2 5", "put 2 new 3 99", "put 7 x 4 99", "get 7 old", "get 7 short", "get 7 new", "get 7 x", "size 7")
    write("secret/06-get-does-not-prolong", 2, "put 0 a 1 10", "get 5 a", "get 9 a", "get 10 a", "get 11 a")
    write("secret/07-replaced-before-its-end", 2, "put 0 a 1 10", "put 5 a 2 100", "size 10", "get 10 a", "get 50 a", "get 104 a", "get 105 a")
    write("secret/08-replaced-when-full", 2, "put 0 a 1 99", "put 0 b 2 99", "put 0 b 3 99", "get 0 a", "get 0 b", "size 0")
    write("secret/09-replaced-by-a-shorter-life", 2, "put 0 a 1 100", "put 1 a 2 5", "get 5 a", "get 6 a", "size 6", "get 99 a")
    write("secret/10-size-counts-the-living", 5, "put 0 a 1 10", "put 0 b 2 20", "put 0 c 3 30", "size 9", "size 10", "size 20", "size 30")
    write("secret/11-room-for-one", 1, "put 0 a 1 10", "put 0 b 2 10", "get 0 a", "get 0 b", "put 9 b 5 1", "put 9 c 3 1", "get 9 c", "get 10 c", "size 10")
    write("secret/12-back-from-the-dead", 2, "put 0 a 1 5", "put 0 b 2 99", "get 5 a", "put 6 a 7 99", "get 6 b", "put 6 c 8 99", "get 6 a", "get 6 b", "get 6 c")
    write("secret/13-zero-is-a-value", 2, "put 0 a 0 10", "get 1 a", "put 1 b 0 10", "put 1 c 0 10", "get 1 a", "get 1 b")
    write("secret/14-pushed-out-and-back", 1, "put 0 a 1 10", "put 1 b 2 50", "put 2 a 3 50", "size 10", "get 10 a", "get 51 a", "get 52 a")
    for number in range(15, 25):
        write(f"secret/{number}-random", *random_calls(seed=number))
    for number, size in enumerate((1_800, 3_600, 7_200, 14_400, 28_800), start=1):
        write_known(f"secret/growth-{number}", *all_alive(size))
    write_known("secret/31-all-die-young", *all_die_young())

    invalid("1-time-goes-back", '[2]\n["put",5,"a",1,1]\n["get",4,"a"]\n')
    invalid("2-no-capacity", "[0]\n")
    invalid("3-life-of-zero", '[1]\n["put",5,"a",1,0]\n')


def random_calls(seed):
    """Few keys, little room and short lives, so that everything meets everything."""
    chance = random.Random(seed)
    keys = [f"k{i}" for i in range(chance.randint(3, 12))]
    now_ms = 0
    calls = []
    for _ in range(600):
        now_ms += chance.choice([0, 0, 1, 1, 2, 7])
        kind = chance.choice(["put", "put", "get", "get", "get", "size"])
        if kind == "put":
            ttl_ms = chance.choice([1, 3, 10, 30, 100])
            calls.append(f"put {now_ms} {chance.choice(keys)} {chance.randint(0, 99)} {ttl_ms}")
        elif kind == "get":
            calls.append(f"get {now_ms} {chance.choice(keys)}")
        else:
            calls.append(f"size {now_ms}")
    return chance.randint(1, 6), *calls


def all_alive(size):
    """A full cache in which nothing dies, and the entries used last are used again, in turn."""
    room = size * 2 // 5
    calls = [f"put 1 {short(i)} {i % 10} 99" for i in range(room)]
    answers = room * [None]
    for i in range(size - room):
        key = room - 100 + i % 100
        calls.append(f"get 2 {short(key)}")
        answers.append(key % 10)
    return room, calls, answers


def short(number):
    """A key of few letters for each number: a, b, ... z, ba, bb, ..."""
    letters = ""
    while number or not letters:
        number, rest = divmod(number, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def all_die_young():
    """One entry a millisecond, each of which lives for 3,000: room for all that live, and the dead never end."""
    calls, answers = [], []
    for i in range(6_000):
        calls.append(f"put {i} k{i} {i % 10} 3000")
        answers.append(None)
        if i % 2 == 1:
            # The oldest entry that still lives: it dies in the next millisecond.
            calls.append(f"get {i} k{max(0, i - 2_999)}")
            answers.append(max(0, i - 2_999) % 10)
        if i % 100 == 99:
            calls.append(f"size {i}")
            answers.append(min(i + 1, 3_000))
    return 3_000, calls, answers


class ByDefinition:
    """The statement word for word: keeps every entry for ever and looks at all of them."""

    def __init__(self, capacity):
        self.capacity = capacity
        self.entries = {}
        self.calls = 0

    def living(self, now_ms):
        return [key for key, entry in self.entries.items() if now_ms < entry["end_ms"] and not entry["pushed_out"]]

    def use(self, key):
        self.calls += 1
        self.entries[key]["used"] = self.calls

    def get(self, now_ms, key):
        if key not in self.living(now_ms):
            return None
        self.use(key)
        return self.entries[key]["value"]

    def put(self, now_ms, key, value, ttl_ms):
        self.entries[key] = {"value": value, "end_ms": now_ms + ttl_ms, "pushed_out": False}
        self.use(key)
        living = self.living(now_ms)
        if len(living) > self.capacity:
            oldest = min(living, key=lambda key: self.entries[key]["used"])
            self.entries[oldest]["pushed_out"] = True

    def size(self, now_ms):
        return len(self.living(now_ms))


def write(name, capacity, *calls):
    cache = ByDefinition(capacity)
    answers = [getattr(cache, method)(*given) for method, *given in map(values_of, calls)]
    write_known(name, capacity, calls, answers)


def values_of(call):
    """`put 5 a 1 10` as ["put", 5, "a", 1, 10]: every word but the method and the key is a number."""
    method, now_ms, *rest = call.split()
    return [method, int(now_ms), *rest[:1], *map(int, rest[1:])]


def write_known(name, capacity, calls, answers):
    put(f"{name}.in", [[capacity], *map(values_of, calls)])
    put(f"{name}.ans", answers)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values))


def invalid(name, text):
    path = DATA / f"invalid_input/{name}.in"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


main()
