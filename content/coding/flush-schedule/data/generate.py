"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` tries every set of flush times and is nothing but the statement. `by_lines` is a fast
algorithm of another make than the submissions' (a Li Chao tree), and is proved equal to it on
small random days before it answers for the large ones.
"""

import json
import pathlib
import random
from itertools import combinations

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-two-flushes", [(0, 1), (10, 1), (100, 2)], 15)
    write("sample/2-urgent-first", [(0, 3), (4, 1), (9, 1), (9, 2)], 12)

    write("secret/01-empty", [], 7)
    write("secret/02-single", [(10_000_000, 10)], 10**12)
    write("secret/03-same-millisecond", [(5, 1), (5, 10), (5, 0), (5, 3)], 9)
    write("secret/04-free-flushes", [(0, 1), (1, 2), (1, 2), (30, 1)], 0)
    write("secret/05-one-flush-for-all", [(i, 1 + i % 3) for i in range(12)], 10**12)
    # The buffer has cost as much as a flush just when a burst begins.
    write("secret/06-burst-after-the-lull", [(0, 1), (10, 1), (11, 1), (12, 1), (40, 1), (50, 1), (51, 1)], 10)
    # Two writes, then a long pause, then seven close together: no one batch size serves both.
    write("secret/07-uneven-bursts", [(0, 2), (3, 2), (500, 1), *((900 + i, 2) for i in range(7)), (2_000, 5)], 100)
    write("secret/08-urgency-decides", [(0, 10), (5, 1), (10, 0), (15, 10), (20, 1), (22, 0)], 30)
    write("secret/09-idle-writes", idle_writes(), 400)
    write("secret/10-only-idle-writes", [(7 * i, 0) for i in range(14)], 5)
    write("secret/11-hill-between", hill_between(), 60)
    write("secret/12-large-numbers", large_numbers(), 10**12)
    write("secret/13-waits-equal-a-flush", [(0, 1), (10, 1), (20, 1), (30, 1)], 10)
    for number in range(14, 20):
        write(f"secret/{number}-random", *random_day(seed=number))
    for number in range(1, 6):
        write(f"secret/growth-{number}", day(seed=5, count=50_000 >> 5 - number), 2 * 10**9)
    write("secret/large-short-batches", day(seed=6, count=20_000), 40_000)

    invalid("1-not-in-order", [[[5, 1], [4, 1]], 3])
    invalid("2-urgency-eleven", [[[5, 11]], 3])
    invalid("3-negative-cost", [[[5, 1]], -1])


def idle_writes():
    """Writes without urgency between urgent ones: batches that end with either are hard to tell apart."""
    writes = []
    for burst in range(4):
        writes += [(burst * 1_000, 5), (burst * 1_000 + 100, 0), (burst * 1_000 + 101, 5)]
    return writes


def hill_between():
    """After a dense burst the best last batch begins far back: the nearest two beginnings look worse."""
    return [(0, 1), (20, 9), (40, 1), (41, 1), (42, 8), (60, 1), (61, 2), (63, 1), (64, 6), (90, 1), (91, 1)]


def large_numbers():
    """Late and urgent: the sums are near their largest, and the differences between them small."""
    return [(i * 2_500, 10 - i % 2) for i in range(4_000)]


def random_day(seed):
    chance = random.Random(seed)
    at_ms, writes = chance.randint(0, 1_000), []
    for _ in range(chance.randint(40, 300)):
        at_ms += chance.choice([0, 1, 3, 10, 90, 400])
        writes.append((at_ms, chance.choice([0, 0, 1, 2, 5, 10])))
    return writes, chance.choice([10, 500, 20_000, 1_000_000])


def day(seed, count):
    chance = random.Random(seed)
    at_ms, writes = 0, []
    for _ in range(count):
        at_ms += chance.randint(0, 300)
        writes.append((at_ms, chance.randint(0, 9)))
    return writes


def by_definition(writes, flush_cost, moments):
    """The cheapest set of flush times among all sets of the given moments."""
    best = None
    for count in range(len(moments) + 1):
        for flushes in combinations(moments, count):
            cost = count * flush_cost
            for at_ms, urgency in writes:
                flushed = next((t for t in flushes if t >= at_ms), None)
                if flushed is None:
                    break
                cost += urgency * (flushed - at_ms)
            else:
                best = cost if best is None else min(best, cost)
    return best


def by_lines(writes, flush_cost):
    """Each number of writes already flushed is a line over the time of the next flush; a Li Chao
    tree over the arrival times keeps the lowest of them for each time."""
    times = sorted({at_ms for at_ms, _ in writes})
    place = {at_ms: i for i, at_ms in enumerate(times)}
    tree = {}

    def insert(line):
        node, low, high = 1, 0, len(times) - 1
        while node in tree:
            middle = (low + high) // 2
            if at(line, times[middle]) < at(tree[node], times[middle]):
                line, tree[node] = tree[node], line
            if low == high:
                return
            if at(line, times[low]) < at(tree[node], times[low]):
                node, high = 2 * node, middle
            elif at(line, times[high]) < at(tree[node], times[high]):
                node, low = 2 * node + 1, middle + 1
            else:
                return
        tree[node] = line

    def lowest(at_ms):
        node, low, high, best = 1, 0, len(times) - 1, None
        while True:
            if node in tree:
                here = at(tree[node], at_ms)
                best = here if best is None else min(best, here)
            if low == high:
                return best
            middle = (low + high) // 2
            if place[at_ms] <= middle:
                node, high = 2 * node, middle
            else:
                node, low = 2 * node + 1, middle + 1

    cost = weight = moment = 0
    for at_ms, urgency in writes:
        insert((-weight, cost + moment))
        weight += urgency
        moment += urgency * at_ms
        cost = lowest(at_ms) + flush_cost + at_ms * weight - moment
    return cost


def at(line, x):
    return line[0] * x + line[1]


def prove_equal():
    chance = random.Random(1)
    for trial in range(300):
        span = chance.choice([3, 6, 9])
        arrivals = sorted(chance.randint(0, span) for _ in range(chance.randint(0, 7)))
        writes = [(at_ms, chance.choice([0, 1, 2, 7])) for at_ms in arrivals]
        flush_cost = chance.choice([0, 1, 4, 9, 30])
        # Every moment is tried here, two after the last write too.
        expected = by_definition(writes, flush_cost, range(span + 3))
        if by_lines(writes, flush_cost) != expected:
            raise SystemExit(f"by_lines is wrong on {writes} with {flush_cost}")


def write(name, writes, flush_cost):
    moments = sorted({at_ms for at_ms, _ in writes})
    answer = by_lines(writes, flush_cost)
    # A flush between two arrivals only makes writes wait, so that the arrivals are moments enough.
    if len(moments) <= 11 and by_definition(writes, flush_cost, moments) != answer:
        raise SystemExit(f"{name}: the two answers differ")
    put(f"{name}.in", [writes, flush_cost])
    put(f"{name}.ans", [answer])


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values]
    path.write_text("".join(f"{line}\n" for line in lines))


main()
