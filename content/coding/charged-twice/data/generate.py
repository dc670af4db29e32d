"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

The answers come from `by_definition`, which compares with all kept payments and is kept apart from the
submissions on purpose: what they share would not be noticed. The large cases would take it minutes; there
`by_bisection` answers, after it has been proven equal to the definition on random payments.
"""

import json
import pathlib
import random
from bisect import bisect_left, insort
from collections import defaultdict, deque

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-two-cards", [(0, "v1", 500), (80, "v1", 504), (90, "v2", 500), (130, "v1", 504), (140, "v1", 508)], 100, 5)
    write("sample/2-first-of-several", [(0, "v1", 100), (1, "v1", 108), (2, "v1", 104), (3, "v1", 96), (4, "v1", 113)], 10, 5)

    write("secret/01-nothing", [], 10, 5)
    write("secret/02-edge-of-the-time", [(0, "a", 50), (100, "a", 50), (101, "a", 50), (200, "a", 50), (201, "a", 50), (202, "a", 50), (500, "b", 1), (599, "b", 1)], 100, 0)
    write("secret/03-edge-of-the-amount", card("a", 500, 505, 495, 506, 494, 511, 489, 500, 517, 483), 10**6, 5)
    write("secret/04-no-chains", [(at_ms, "a", 700) for at_ms in range(0, 400, 30)], 100, 0)
    write("secret/05-chains-of-amounts", card("a", *range(100, 140, 3)), 10**6, 5)
    write("secret/06-beside-the-own-cell", card("a", 100, 95, 90, 106, 84, 112, 119), 10**6, 9)
    write("secret/07-several-cards", [(i, f"c{i % 3}", 500 + i % 2) for i in range(24)], 5, 1)
    write("secret/08-first-of-both-sides", card("a", 110, 100, 105, 95, 115, 121, 89) + card("b", 100, 110, 105, 115, 95, begin_ms=2_000), 10**6, 5)
    write("secret/09-no-tolerance", card("a", 5, 6, 5, 7, 6, 5, 8), 10**6, 0)
    write("secret/10-no-time", [(5, "a", 10), (5, "a", 10), (5, "a", 11), (6, "a", 10), (6, "a", 11), (6, "a", 13)], 0, 1)
    write("secret/11-same-cell-too-late", [(0, "a", 500), (50, "a", 503), (101, "a", 502), (110, "a", 498), (151, "a", 503), (202, "a", 497), (203, "a", 503)], 100, 9)
    write("secret/12-neighbour-too-late", [(0, "a", 498), (60, "a", 510), (120, "a", 501), (130, "a", 505), (161, "a", 511), (221, "a", 508)], 100, 9)
    write("secret/13-small-amounts", card("a", 1, 4, 2, 8, 12, 3, 13), 10**6, 10**6)
    write("secret/14-far-apart", [(10**12 - 10**9, "a", 10**9), (10**12, "a", 10**9 - 10**6), (10**12, "a", 10**9 - 10**6 - 1), (10**12, "a", 1)], 10**9, 10**6)
    for number in range(15, 21):
        write(f"secret/{number}-random", *random_payments(seed=number))
    for number, size in enumerate((1_250, 2_500, 5_000, 10_000, 20_000), start=1):
        write(f"secret/growth-{number}", one_busy_card(size), 10**6, 7, answer=by_bisection)
    write("secret/large-resent", *resent(), answer=by_bisection)

    invalid("1-not-in-order", '[[5,"a",1],[4,"a",1]]\n10\n5\n')
    invalid("2-nothing-paid", '[[5,"a",0]]\n10\n5\n')
    invalid("3-negative-tolerance", "[]\n10\n-1\n")


def card(name, *amounts, begin_ms=1_000):
    """Payments of one card, a millisecond apart."""
    return [(at_ms, name, cents) for at_ms, cents in enumerate(amounts, start=begin_ms)]


def random_payments(seed, count=250):
    chance = random.Random(seed)
    cards = [f"c{i}" for i in range(chance.randint(1, 4))]
    at_ms, payments, most = 0, [], chance.choice([30, 80, 400])
    for _ in range(count):
        at_ms += chance.choice([0, 1, 1, 2, 5, 20])
        payments.append((at_ms, chance.choice(cards), chance.randint(1, most)))
    return payments, chance.choice([0, 10, 60, 300]), chance.choice([0, 1, 4, 9])


def one_busy_card(size):
    """A terminal's card with all payments within the time, and most amounts far enough from one another to be kept."""
    chance = random.Random(size)
    return [(i, "t", cents) for i, cents in enumerate(chance.sample(range(100, 100 + size * 20), size))]


def resent():
    """One payment sent again and again: thousands within the time, and all but a few folded."""
    return [(i, "t", 500 + i % 3) for i in range(20_000)], 12_000, 5


def by_definition(payments, within_ms, tolerance):
    answer, kept = [], []
    for number, (at_ms, name, cents) in enumerate(payments):
        for other in kept:
            then_ms, who, amount = payments[other]
            if who == name and at_ms - then_ms <= within_ms and abs(cents - amount) <= tolerance:
                answer.append(other)
                break
        else:
            kept.append(number)
            answer.append(number)
    return answer


def by_bisection(payments, within_ms, tolerance):
    """The kept ones of a card that are not too old, sorted by amount."""
    by_amount, by_time = defaultdict(list), defaultdict(deque)
    answer = []
    for number, (at_ms, name, cents) in enumerate(payments):
        amounts, times = by_amount[name], by_time[name]
        while times and times[0][0] < at_ms - within_ms:
            del amounts[bisect_left(amounts, times.popleft()[1:])]
        begin = bisect_left(amounts, (cents - tolerance, -1))
        end = bisect_left(amounts, (cents + tolerance + 1, -1))
        if begin < end:
            answer.append(min(other for _, other in amounts[begin:end]))
        else:
            answer.append(number)
            insort(amounts, (cents, number))
            times.append((at_ms, cents, number))
    return answer


def prove_equal():
    for seed in range(100, 200):
        given = random_payments(seed, count=120)
        assert by_definition(*given) == by_bisection(*given), seed


def write(name, payments, within_ms, tolerance, answer=by_definition):
    write_lines(f"{name}.in", [payments, within_ms, tolerance])
    write_lines(f"{name}.ans", answer(payments, within_ms, tolerance))


def write_lines(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values))


def invalid(name, text):
    path = DATA / f"invalid_input/{name}.in"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


main()
