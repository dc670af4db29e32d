"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

The answers come from `ByDefinition`, which keeps everything that was ever observed and looks through it
as the statement says. The large cases would take it minutes; there `Sorted` answers, a sorted list into
which latencies are inserted, after it has been proven equal to the definition on random calls. Neither
counts by latency, as the submissions do.
"""

import json
import pathlib
import random
from bisect import bisect_left, bisect_right, insort
from collections import deque
from fractions import Fraction
from math import ceil

DATA = pathlib.Path(__file__).parent
MOST = 200_000


def main():
    prove_equal()
    four = [observe(0, 50), observe(20, 900), observe(60, 50), observe(60, 200)]
    write("sample/1-a-dashboard", 100, [*four, share(99, 500), share(99, 501), within(100, 50), share(100, 334), share(160, 990)])
    write("sample/2-two-of-a-kind", 10, [share(0, 500), within(0, 7), observe(1, 7), observe(1, 7), within(2, 6), within(2, 7), share(2, 1), share(2, 1000), within(11, 7)])

    write("secret/01-no-calls", 1, [])
    # Asked one millisecond before an entry leaves, when it leaves, and one later.
    write("secret/02-edge-of-the-window", 100, [observe(0, 5), observe(50, 9), *[call for at in (99, 100, 101, 149, 150, 151) for call in (share(at, 1), within(at, MOST))]])
    # Three latencies: everything but 1000 per mille has a rank that is no whole number before it is rounded.
    write("secret/03-rank-rounds-up", 1_000, [*observed(0, 10, 20, 30), *[share(5, p) for p in (1, 333, 334, 500, 666, 667, 990, 999, 1000)]])
    write("secret/04-equal-latencies", 1_000, [*observed(0, 4, 4, 4, 4, 8, 8), *[share(1, p) for p in (100, 500, 600, 667, 700, 1000)], within(1, 4), within(1, 8)])
    # Nothing is observed any more, and only percentiles are asked.
    write("secret/05-silence", 100, [*observed(0, 10, 20), observe(60, 30), share(99, 500), share(100, 500), share(159, 1), share(160, 1), share(10**6, 1000)])
    # The same, and only counts are asked.
    write("secret/06-counts-after-silence", 100, [*observed(0, 10, 20), observe(60, 30), within(99, 30), within(100, 30), within(159, 30), within(160, 30), within(10**6, MOST)])
    # Ten and forty latencies: ranks that are whole without rounding.
    write("secret/07-ranks-without-rest", 1_000, [*observed(0, *range(10, 101, 10)), *[share(1, p) for p in range(100, 1001, 100)], *observed(1, *range(5, 305, 10)), *[share(2, p) for p in (25, 50, 500, 975, 1000)]])
    write("secret/08-fastest-and-slowest", 50, [*observed(0, 0, 0, MOST), share(1, 1), share(1, 667), share(1, 1000), within(1, 0), within(1, MOST - 1), within(1, MOST), share(50, 1), observe(60, 0), share(60, 1000), within(60, 0)])
    # The bound itself has been measured, and its neighbours have not.
    write("secret/09-exactly-as-slow", 1_000, [*observed(0, 100, 300, 300, 500), *[within(1, bound) for bound in (0, 99, 100, 101, 299, 300, 301, 499, 500, 501, MOST)]])
    # 280 thousandths of 25 are 7, but not in floating point, when the share is worked out first.
    write("secret/10-whole-rank-of-many", 1_000, [*observed(0, *range(25)), *[share(1, p) for p in (40, 280, 560, 840)], *observed(2, *range(25, 50)), *[share(3, p) for p in (140, 280, 560)]])
    # The same latency leaves and stays at once.
    write("secret/11-one-of-two-leaves", 10, [observe(0, 6), observe(5, 6), within(9, 6), within(10, 6), share(10, 1000), within(15, 6)])
    write("secret/12-window-of-one", 1, [observe(3, 8), observe(3, 2), share(3, 500), share(3, 501), share(4, 1), observe(4, 1), within(4, 8), observe(5, 9), within(5, 8)])
    write("secret/13-late-clock", 10**9, [observe(10**12 - 10**9, 1), observe(10**12 - 1, 3), share(10**12 - 1, 500), share(10**12, 500), within(10**12, 1)])
    write("secret/14-full-then-empty", 30, waves())
    for number in range(15, 22):
        write(f"secret/{number}-random", *random_calls(number))
    for number in range(1, 6):
        write(f"secret/growth-{number}", *steady(number, 18_000 >> 5 - number), answer=Sorted)
    write("secret/large-near-the-timeout", *slow_hour(6_000), answer=Sorted)
    write("secret/large-bursts", *bursts(6_000), answer=Sorted)

    invalid("1-time-goes-back", '[10]\n["observe",5,1]\n["at_most",4,1]\n')
    invalid("2-share-of-zero", '[10]\n["percentile",5,0]\n')
    invalid("3-latency-beyond-the-timeout", '[10]\n["observe",5,200001]\n')
    invalid("4-window-of-zero", "[0]\n")


def observe(at_ms, latency_us):
    return ["observe", at_ms, latency_us]


def observed(at_ms, *latencies):
    return [observe(at_ms, latency_us) for latency_us in latencies]


def share(now_ms, per_mille):
    return ["percentile", now_ms, per_mille]


def within(now_ms, latency_us):
    return ["at_most", now_ms, latency_us]


def waves():
    """Three times the window fills within some milliseconds, and is empty before the next wave."""
    made = []
    for wave in range(3):
        for i in range(12):
            made += [observe(100 * wave + i, 37 * i % 12), share(100 * wave + i, 750)]
        made += [call for at in range(30, 45, 3) for call in (share(100 * wave + at, 500), within(100 * wave + at, 5))]
    return made


def random_calls(seed, count=160):
    chance = random.Random(seed)
    window_ms, most = chance.choice([1, 7, 20, 60, 500]), chance.choice([0, 3, 40, 1_000, MOST])
    now_ms, made = chance.randint(0, 10**5), []
    for _ in range(count):
        now_ms += chance.choice([0, 0, 1, 1, 2, 5]) if chance.random() < 0.97 else window_ms
        dice = chance.random()
        if dice < 0.5:
            made.append(observe(now_ms, chance.randint(0, most)))
        elif dice < 0.8:
            made.append(share(now_ms, chance.choice([1, 250, 500, 900, 990, 999, 1000, chance.randint(1, 1000)])))
        else:
            made.append(within(now_ms, chance.randint(0, most)))
    return window_ms, made


def steady(seed, size):
    """About a millisecond between two calls; once the window is full, it holds about four in ten of all calls."""
    chance = random.Random(seed)
    now_ms, made = 0, []
    for _ in range(size):
        now_ms += chance.choice([0, 1, 2])
        dice = chance.random()
        if dice < 0.55:
            made.append(observe(now_ms, latency(chance)))
        elif dice < 0.85:
            made.append(share(now_ms, chance.choice([500, 900, 950, 990, 999])))
        else:
            made.append(within(now_ms, chance.choice([1_000, 5_000, 20_000])))
    return size * 7 // 10, made


def latency(chance):
    """Most requests are quick, and some take very long."""
    return min(MOST, int(chance.lognormvariate(8, 1.2)))


def slow_hour(size):
    """A hundred requests, all of them nearly cut off, and then hardly anything but questions."""
    chance = random.Random(size)
    made = [observe(i, MOST - chance.randrange(500)) for i in range(100)]
    for i in range(100, size):
        made.append(observe(i, MOST - chance.randrange(500)) if i % 20 == 0 else share(i, chance.randint(1, 1000)))
    return 10**6, made


def bursts(size):
    """The window fills with a third of all calls at one moment, and all of it leaves at another."""
    chance = random.Random(size)
    made = []
    for burst in range(3):
        at_ms = 5_000 * burst
        made += [observe(at_ms, latency(chance)) for _ in range(size // 3 - 20)]
        made += [share(at_ms + 999 + i // 10, 50 * i + 50) for i in range(20)]
    return 1_000, made


class ByDefinition:
    def __init__(self, window_ms):
        self.window_ms = window_ms
        self.entries = []

    def inside(self, now_ms):
        return [latency_us for t, latency_us in self.entries if now_ms - t < self.window_ms]

    def observe(self, at_ms, latency_us):
        self.entries.append((at_ms, latency_us))

    def percentile(self, now_ms, per_mille):
        inside = sorted(self.inside(now_ms))
        return inside[ceil(Fraction(len(inside) * per_mille, 1000)) - 1] if inside else -1

    def at_most(self, now_ms, latency_us):
        return sum(other <= latency_us for other in self.inside(now_ms))


class Sorted:
    """Moves memory for each entry, and is quick enough for writing data."""

    def __init__(self, window_ms):
        self.window_ms = window_ms
        self.arrived = deque()
        self.inside = []

    def expire(self, now_ms):
        while self.arrived and now_ms - self.arrived[0][0] >= self.window_ms:
            _, latency_us = self.arrived.popleft()
            del self.inside[bisect_left(self.inside, latency_us)]

    def observe(self, at_ms, latency_us):
        self.arrived.append((at_ms, latency_us))
        insort(self.inside, latency_us)

    def percentile(self, now_ms, per_mille):
        self.expire(now_ms)
        return self.inside[(len(self.inside) * per_mille + 999) // 1000 - 1] if self.inside else -1

    def at_most(self, now_ms, latency_us):
        self.expire(now_ms)
        return bisect_right(self.inside, latency_us)


def prove_equal():
    for seed in range(100, 300):
        window_ms, made = random_calls(seed)
        assert answers(ByDefinition, window_ms, made) == answers(Sorted, window_ms, made), seed


def answers(kind, window_ms, made):
    window = kind(window_ms)
    return [getattr(window, name)(*given) for name, *given in made]


def write(name, window_ms, made, answer=ByDefinition):
    put(f"{name}.in", [[window_ms], *made])
    put(f"{name}.ans", answers(answer, window_ms, made))


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, separators=(",", ":")) + "\n" for value in values))


def invalid(name, text):
    path = DATA / f"invalid_input/{name}.in"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


main()
