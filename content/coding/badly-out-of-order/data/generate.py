"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

The answers come from `by_definition`, which compares all pairs and is kept apart from the submissions on
purpose: what they share would not be noticed. The large cases would take it minutes; there `by_insertion`
answers, after it has been proven equal to the definition on random events.
"""

import json
import pathlib
import random
from bisect import bisect_right, insort

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-two-partitions", [("p", 30), ("q", 5), ("p", 20), ("p", 0), ("q", 1), ("p", 35)], 10)
    write("sample/2-no-slack", [("b", 3), ("b", 2), ("b", 1), ("a", 9), ("a", 8), ("c", 5), ("c", 5)], 0)

    write("secret/01-nothing", [], 5)
    write("secret/02-exactly-the-slack", one("p", 100, 90, 89, 100, 80, 110, 100, 99), 10)
    write("secret/03-mixed-partitions", [("p", 50), ("q", 10), ("q", 40), ("p", 60), ("r", 0), ("q", 5), ("p", 70)], 0)
    write("secret/04-not-neighbours", one("p", 100, 95, 90, 85, 80, 75, 70), 12)
    write("secret/05-slack-within-the-merge", slack_within_the_merge(), 10)
    write("secret/06-all-in-order", one("p", *range(0, 400, 7)) + one("q", *range(50)), 0)
    write("secret/07-ties-by-name", [(name, at) for at in (9, 3, 1) for name in ("zoe", "b", "Zoe", "a-1", "a1", "10", "9")] + one("most", 4, 3, 2, 1) + one("least", 2, 1), 0)
    write("secret/08-pairs-and-not-events", one("p", 1, 2, 3, 4, 0) + one("q", 9, 8, 7), 0)
    write("secret/09-equal-times", one("p", *(12 * [7])) + one("q", 7, 6, 7, 6, 7), 0)
    write("secret/10-all-backwards", one("p", *range(60, 0, -1)), 0)
    write("secret/11-slack-of-everything", one("p", *range(60, 0, -1)), 10**9)
    write("secret/12-far-future", one("p", 10**12, 0, 10**12 - 10**9, 10**12 - 10**9 - 1, 10**12), 10**9)
    write("secret/13-one-event-each", [(f"p{i}", 50 - i) for i in range(30)], 0)
    write("secret/14-early-bird", one("p", 1_000, *range(40), 990, 989), 10)
    for number in range(15, 21):
        write(f"secret/{number}-random", *random_events(seed=number))
    for number, size in enumerate((1_800, 3_600, 7_200, 14_400, 28_800), start=1):
        write(f"secret/growth-{number}", one_wild_partition(size), 50, answer=by_insertion)
    write("secret/large-many-partitions", many_partitions(), 3, answer=by_insertion)

    invalid("1-negative-slack", "[]\n-1\n")
    invalid("2-no-name", '[["",5]]\n1\n')
    invalid("3-one-line", "[]\n")


def one(partition, *times):
    return [(partition, at_ms) for at_ms in times]


def slack_within_the_merge():
    """Whoever merges 10, 30 with 5, 25 by the slack gets 10, 5, 30, 25, and counts the 25 with the 30 against 19."""
    return one("p", 10, 30, 5, 25, 19, 40, 50, 60)


def random_events(seed, count=250):
    chance = random.Random(seed)
    partitions = [f"p{i}" for i in range(chance.randint(1, 6))]
    spread = chance.choice([10, 100, 5_000])
    events = [(chance.choice(partitions), i * chance.choice([0, 1, 3]) + chance.randint(0, spread)) for i in range(count)]
    return events, chance.choice([0, 1, spread // 10, spread // 2])


def one_wild_partition(size):
    """Everything in one partition, in no order at all."""
    times = list(range(size))
    random.Random(size).shuffle(times)
    return one("p", *times)


def many_partitions():
    """Two events in each of 10,000 partitions, far from each other; every fifth pair is swapped."""
    first = [(f"n{i}", 100 + i % 7) for i in range(10_000)]
    return first + [(f"n{i}", 90 if i % 5 == 0 else 105) for i in range(10_000)]


def by_definition(events, slack_ms):
    found = {}
    for j, (partition, later_ms) in enumerate(events):
        for i in range(j):
            if events[i][0] == partition and events[i][1] - later_ms > slack_ms:
                found[partition] = found.get(partition, 0) + 1
    return in_order(found)


def by_insertion(events, slack_ms):
    """Keeps what has arrived sorted; those beyond the slack are at its end."""
    arrived, found = {}, {}
    for partition, at_ms in events:
        earlier = arrived.setdefault(partition, [])
        beyond = len(earlier) - bisect_right(earlier, at_ms + slack_ms)
        if beyond:
            found[partition] = found.get(partition, 0) + beyond
        insort(earlier, at_ms)
    return in_order(found)


def in_order(found):
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def prove_equal():
    for seed in range(100, 160):
        events, slack_ms = random_events(seed, count=80)
        assert by_definition(events, slack_ms) == by_insertion(events, slack_ms), seed


def write(name, events, slack_ms, answer=by_definition):
    write_lines(f"{name}.in", [events, slack_ms])
    write_lines(f"{name}.ans", answer(events, slack_ms))


def write_lines(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values))


def invalid(name, text):
    path = DATA / f"invalid_input/{name}.in"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


main()
