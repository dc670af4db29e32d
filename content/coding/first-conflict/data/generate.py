"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` looks at all bookings in each call. For the growing plans, whose bookings follow each
other without a gap, `one_after_the_other` knows the answer from how they are made, and is proved equal
on a small one first.
"""

import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent


def main():
    plan, calls = back_to_back(seed=0, count=120)
    assert by_definition(plan, calls) == one_after_the_other(plan, calls)

    lab = [("load", 0, 90), ("ui", 20, 40), ("smoke", 40, 50)]
    write("sample/1-lab", lab, [ask(40, 45), drop("load"), ask(40, 45), ask(35, 45), ask(50, 80), drop("load")])
    write("sample/2-equal-starts", [("b", 5, 9), ("a", 5, 7), ("c", 4, 5)], [ask(5, 6), ask(7, 8), ask(0, 5), ask(9, 12)])

    write("secret/01-no-bookings", [], [ask(0, 1), drop("a"), ask(0, 10**12)])
    write("secret/02-touching-ends", [("a", 10, 20), ("b", 20, 30)], [ask(0, 10), ask(30, 40), ask(0, 11), ask(29, 40), ask(20, 21), ask(19, 20), ask(10, 20)])
    write("secret/03-long-one-behind-short-ones", [("long", 0, 100), ("s1", 10, 12), ("s2", 20, 22), ("s3", 30, 32)], [ask(50, 60), ask(31, 33), ask(99, 100), ask(100, 101), drop("long"), ask(50, 60), ask(31, 33), ask(5, 25)])
    write("secret/04-starts-first-not-ends-first", [("x", 10, 99), ("y", 20, 30), ("z", 15, 16)], [ask(25, 26), ask(0, 100), ask(15, 25), drop("x"), ask(0, 100)])
    write("secret/05-not-in-order", [("q", 50, 60), ("a", 70, 75), ("m", 5, 8), ("c", 30, 55), ("z", 1, 4)], [ask(0, 100), ask(52, 53), ask(58, 80), ask(6, 40), ask(60, 70)])
    write("secret/06-equal-starts", [("c", 7, 9), ("a-1", 7, 20), ("a", 7, 8), ("b", 7, 30), ("10", 7, 10), ("9", 7, 12)], [ask(7, 8), ask(9, 11), ask(12, 13), ask(25, 26), drop("10"), ask(7, 8), drop("9"), ask(7, 8)])
    write("secret/07-cancelled-twice", [("a", 0, 10), ("b", 0, 10)], [drop("a"), drop("a"), ask(0, 5), drop("c"), drop("b"), drop("b"), ask(0, 5)])
    write("secret/08-cancel-frees-the-later-ones", [("w", 0, 1_000), *((f"n{i}", 10 * i, 10 * i + 5) for i in range(1, 9))], [ask(41, 44), ask(46, 49), drop("w"), ask(41, 44), ask(46, 49), drop("n4"), ask(41, 44), ask(41, 51), drop("n1"), ask(0, 21)])
    write("secret/09-all-cancelled", [(f"b{i}", i, i + 50) for i in range(9)], [*(drop(f"b{i}") for i in range(9)), ask(0, 100), ask(5, 6)])
    write("secret/10-inside-and-around", [("a", 40, 60)], [ask(45, 50), ask(0, 100), ask(40, 60), ask(59, 60), ask(60, 61), ask(39, 40), ask(39, 41)])
    write("secret/11-large-times", [("a", 10**12 - 1, 10**12), ("b", 0, 10**12 - 1), ("c", 3 * 10**11, 10**12)], [ask(10**12 - 1, 10**12), drop("c"), ask(10**12 - 1, 10**12), ask(5 * 10**11, 10**12), drop("b"), ask(0, 10**12 - 1)])
    write("secret/12-staircase", [(f"s{i}", 10 * i, 10 * i + 25) for i in range(12)], [ask(24, 25), ask(25, 26), ask(44, 46), drop("s2"), ask(44, 46), drop("s3"), ask(44, 46), ask(130, 140), ask(135, 140)])
    for number in range(13, 19):
        write(f"secret/{number}-random", *random_night(seed=number))
    for number in range(1, 6):
        plan, calls = back_to_back(seed=number, count=11_000 >> 5 - number)
        write(f"secret/growth-{number}", plan, calls, one_after_the_other(plan, calls))
    write("secret/large-many-cancelled", *many_cancelled())

    invalid("1-ends-before-it-starts", [[[["a", 5, 5]]], ask(0, 1)])
    invalid("2-two-of-one-name", [[[["a", 0, 5], ["a", 5, 6]]], ask(0, 1)])
    invalid("3-unknown-call", [[[]], ["add", "a"]])


def ask(starts_at, ends_at):
    return ["first_conflict", starts_at, ends_at]


def drop(name):
    return ["cancel", name]


def random_night(seed):
    chance = random.Random(seed)
    span, longest = chance.choice([(30, 8), (200, 20), (200, 190)])
    plan = []
    for i in range(chance.randint(20, 80)):
        start = chance.randint(0, span)
        plan.append((f"b{chance.randint(0, 9)}-{i}", start, start + chance.randint(1, longest)))
    calls = []
    for _ in range(200):
        start = chance.randint(0, span + longest)
        calls.append(drop(chance.choice(plan)[0]) if chance.random() < 0.2 else ask(start, start + chance.randint(1, longest)))
    return plan, calls


def back_to_back(seed, count):
    """Booking i takes the time from 10 i to 10 i + 10. Cancelled and asked in turn, late in the night."""
    chance = random.Random(seed)
    plan = [(f"b{i}", 10 * i, 10 * i + 10) for i in range(count)]
    chance.shuffle(plan)
    calls = []
    for turn in range(count):
        i = count - 1 - chance.randrange(count // 6 + 1)
        calls.append(drop(f"b{i}") if turn % 4 == 3 else ask(10 * i + chance.randrange(10), 10 * i + chance.randint(11, 60)))
    return plan, calls


def one_after_the_other(plan, calls):
    count, live, answers = len(plan), {name for name, _, _ in plan}, []
    for name, *arguments in calls:
        if name == "cancel":
            answers.append(arguments[0] in live)
            live.discard(arguments[0])
        else:
            touched = range(arguments[0] // 10, min(count, (arguments[1] + 9) // 10))
            answers.append(next((f"b{i}" for i in touched if f"b{i}" in live), None))
    return answers


def many_cancelled():
    """All overlap in the middle of the night, and the first ones are cancelled one by one."""
    plan = [(f"b{i}", i, 10_000 + i) for i in range(2_500)]
    calls = []
    for i in range(2_400):
        calls += [drop(f"b{i}"), ask(9_000, 9_001)]
    answers = [answer for i in range(2_400) for answer in (True, f"b{i + 1}")]
    random.Random(5).shuffle(plan)
    return plan, calls, answers


def by_definition(plan, calls):
    live, answers = {name: (start, end) for name, start, end in plan}, []
    for call, *arguments in calls:
        if call == "cancel":
            answers.append(live.pop(arguments[0], None) is not None)
        else:
            start, end = arguments
            inside = [(its_start, name) for name, (its_start, its_end) in live.items() if max(start, its_start) < min(end, its_end)]
            answers.append(min(inside)[1] if inside else None)
    return answers


def write(name, plan, calls, answers=None):
    put(f"{name}.in", [[plan], *calls])
    put(f"{name}.ans", by_definition(plan, calls) if answers is None else answers)


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values))


main()
