"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

The answers come from `ByDefinition`, which tries one slot after the other and is kept apart from the
submissions on purpose: what they share would not be noticed. It cannot do the large cases; there
`WithOdometer` answers, after it has been proven equal to the definition on random calls.
"""

import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent
SHOP = (1_000, 4, 2, 2, 1)  # epoch_ms, nodes, node, per_ms, ahead_ms


def main():
    prove_equal()
    write("sample/1-a-burst", SHOP, [*5 * [at(1_005)], at(1_003), at(1_006)])
    write("sample/2-a-batch", SHOP, [at(1_005), batch(1_005, 4), batch(1_005, 3), batch(1_005, 1), at(1_005), origin(45), origin(0)])

    write("secret/01-no-calls", SHOP, [])
    write("secret/02-one-a-millisecond", (0, 3, 1, 1, 2), [*5 * [at(10)], at(11), at(11), at(20), at(20)])
    write("secret/03-clock-goes-back", (0, 2, 0, 10, 50), [at(100), at(100), at(101), at(100), at(99), at(101), at(60), at(102), at(102)])
    write("secret/04-as-far-ahead-as-allowed", (0, 1, 0, 2, 3), [*10 * [at(5)], at(6), at(6), at(6)])
    write("secret/05-borrowed-then-caught-up", (0, 5, 3, 2, 4), [*7 * [at(50)], at(51), at(52), at(53), at(53), at(54), at(58)])
    write("secret/06-refused-changes-nothing", (0, 2, 1, 3, 0), [*6 * [at(7)], at(6), at(6), at(8), at(8), *4 * [batch(8, 2)], at(8), at(8), at(9)])
    write("secret/07-batch-over-the-millisecond", (0, 8, 5, 4, 10), [at(3), batch(3, 3), batch(3, 5), batch(3, 9), at(3), batch(20, 4), batch(20, 1)])
    write("secret/08-batch-too-long", (0, 2, 0, 4, 2), [at(1), batch(1, 12), at(1), batch(1, 11), batch(1, 10), at(1), at(2)])
    write("secret/09-small-step-back", (0, 2, 1, 8, 5), [at(1_000), at(999), at(996), at(995), at(994), at(1_000)])
    write("secret/10-large-step-back", (0, 2, 1, 8, 5), [at(1_000), at(900), at(994), batch(990, 3), at(995), at(1_001)])
    write("secret/11-never-ahead", (10, 2, 1, 2, 0), [at(10), at(10), at(10), batch(10, 1), at(11), batch(11, 1), batch(11, 1), batch(13, 2), batch(13, 1), batch(14, 3)])
    write("secret/12-one-node-one-slot", (5, 1, 0, 1, 0), [at(5), at(5), at(6), at(5), at(9), origin(0), origin(4)])
    write("secret/13-other-origins", (1_700_000_000_000, 1_024, 7, 4_096, 9), [at(1_700_000_000_000), at(1_700_000_123_456), *(origin(id) for id in (0, 1, 4_095, 4_096, 4_194_303, 4_194_304, 2**53 - 1))], answer=WithOdometer)
    write("secret/14-large-numbers", (0, 2, 1, 4, 10**6), [at(10**12), batch(10**12, 10**6), at(10**12 - 5), batch(10**12, 4 * 10**6), batch(10**12, 4 * 10**6 - 10**6 + 2), at(10**12 + 1)], answer=WithOdometer)
    for number in range(15, 21):
        write(f"secret/{number}-random", *random_calls(seed=number))
    for number, size in enumerate((1_250, 2_500, 5_000, 10_000, 20_000), start=1):
        write(f"secret/growth-{number}", *unsteady_burst(size), answer=WithOdometer)
    write("secret/large-batches", *large_batches(), answer=WithOdometer)

    invalid("1-node-out-of-range", "[0,4,4,2,1]\n")
    invalid("2-before-the-epoch", '[100,4,1,2,1]\n["next_id",99]\n')
    invalid("3-nothing-to-reserve", '[0,4,1,2,1]\n["reserve",5,0]\n')


def at(clock_ms):
    return ["next_id", clock_ms]


def batch(clock_ms, count):
    return ["reserve", clock_ms, count]


def origin(id):
    return ["origin", id]


def random_calls(seed, count=300):
    chance = random.Random(seed)
    nodes, epoch_ms = chance.randint(1, 6), chance.randint(0, 1_000)
    made_with = (epoch_ms, nodes, chance.randrange(nodes), chance.randint(1, 5), chance.choice([0, 1, 3, 8]))
    clock_ms, made = epoch_ms + 50, []
    for _ in range(count):
        clock_ms = max(epoch_ms, clock_ms + chance.choice([0, 0, 0, 0, 1, 1, 2, 5, -1, -2, -6]))
        kind = chance.random()
        if kind < 0.6:
            made.append(at(clock_ms))
        elif kind < 0.9:
            made.append(batch(clock_ms, chance.choice([1, 2, 3, 5, 8, 13])))
        else:
            made.append(origin(chance.randint(0, 5_000)))
    return made_with, made


def unsteady_burst(size):
    """All in one burst, while the clock trembles around the same millisecond."""
    chance = random.Random(size)
    return (0, 4, 1, 4_096, 10), [at(60 - chance.choice([0, 0, 1, 2, 3])) for _ in range(size)]


def large_batches():
    """Imports that number half a million rows at once."""
    chance, clock_ms, made = random.Random(7), 1_000, []
    for _ in range(600):
        clock_ms += chance.randint(100, 140)
        made += [batch(clock_ms, chance.randint(400_000, 600_000)), at(clock_ms - 3)]
    return (0, 16, 3, 4_096, 20_000), made


class ByDefinition:
    def __init__(self, epoch_ms, nodes, node, per_ms, ahead_ms):
        self.epoch_ms, self.nodes, self.node, self.per_ms, self.ahead_ms = epoch_ms, nodes, node, per_ms, ahead_ms
        self.handed_out = []

    def slots(self, clock_ms, count):
        c = clock_ms - self.epoch_ms
        free = []
        for t in range(c, c + self.ahead_ms + 1):
            for s in range(self.per_ms):
                if all((t, s) > earlier for earlier in self.handed_out):
                    free.append((t, s))
                    if len(free) == count:
                        self.handed_out += free
                        return free
        return None

    def id_of(self, slot):
        t, s = slot
        return (t * self.nodes + self.node) * self.per_ms + s

    def next_id(self, clock_ms):
        slots = self.slots(clock_ms, 1)
        return None if slots is None else self.id_of(slots[0])

    def reserve(self, clock_ms, count):
        slots = self.slots(clock_ms, count)
        return None if slots is None else [self.id_of(slots[0]), self.id_of(slots[-1])]

    def origin(self, id):
        for t in range(id // self.per_ms // self.nodes + 1):
            for node in range(self.nodes):
                s = id - (t * self.nodes + node) * self.per_ms
                if 0 <= s < self.per_ms:
                    return [self.epoch_ms + t, node, s]


class WithOdometer(ByDefinition):
    """Keeps the last slot as two wheels of a counter, and turns them."""

    def __init__(self, *made_with):
        super().__init__(*made_with)
        self.wheels = [-1, self.per_ms - 1]

    def slots(self, clock_ms, count):
        c = clock_ms - self.epoch_ms
        t, s = self.turned(self.wheels, 1)
        if t < c:
            t, s = c, 0
        last = self.turned([t, s], count - 1)
        if last[0] > c + self.ahead_ms:
            return None
        self.wheels = last
        return [(t, s), tuple(last)]

    def turned(self, wheels, by):
        whole, rest = divmod(by, self.per_ms)
        t, s = wheels[0] + whole, wheels[1] + rest
        return [t + 1, s - self.per_ms] if s >= self.per_ms else [t, s]

    def origin(self, id):
        rest, s = divmod(id, self.per_ms)
        t, node = divmod(rest, self.nodes)
        return [self.epoch_ms + t, node, s]


def prove_equal():
    for seed in range(100, 140):
        made_with, made = random_calls(seed, count=80)
        assert answers(ByDefinition, made_with, made) == answers(WithOdometer, made_with, made), seed


def answers(kind, made_with, made):
    generator = kind(*made_with)
    return [getattr(generator, name)(*given) for name, *given in made]


def write(name, made_with, made, answer=ByDefinition):
    put(f"{name}.in", [made_with, *made])
    put(f"{name}.ans", answers(answer, made_with, made))


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values))


def invalid(name, text):
    path = DATA / f"invalid_input/{name}.in"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


main()
