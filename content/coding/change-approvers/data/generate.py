"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` writes down who is above each of the two and takes the lowest of those in both lists. In
the growing companies everybody hangs on one long chain, so that the answer is the higher of two
places on it; `on_a_chain` is proved equal on a small one first.
"""

import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent

SMALL = [("fay", "di"), ("bo", "ada"), ("ed", "bo"), ("di", "bo"), ("cy", "ada")]


def main():
    company, answers = on_a_chain(seed=0, count=200)
    assert by_definition(*company) == answers

    write("sample/1-six-people", "ada", SMALL, [("di", "ed"), ("fay", "ed"), ("fay", "cy"), ("fay", "di"), ("ed", "ed"), ("bo", "bo"), ("fay", "ada")])
    write("sample/2-only-the-boss", "ada", [], [("ada", "ada")])

    write("secret/01-no-requests", "ada", SMALL, [])
    write("secret/02-one-above-the-other", "ada", SMALL, [("di", "fay"), ("fay", "bo"), ("bo", "fay"), ("bo", "di"), ("cy", "ada"), ("ada", "fay")])
    write("secret/03-same-person", "ada", SMALL, [("fay", "fay"), ("di", "di"), ("cy", "cy"), ("ada", "ada")])
    write("secret/04-boss-in-it", "root", [("a", "root"), ("b", "a")], [("root", "root"), ("root", "a"), ("b", "root"), ("a", "b"), ("a", "a"), ("b", "b")])
    write("secret/05-different-depths", "r", [("l1", "r"), ("l2", "l1"), ("l3", "l2"), ("l4", "l3"), ("m1", "l1"), ("s1", "r")], [("l4", "m1"), ("m1", "l4"), ("l4", "s1"), ("s1", "l2"), ("l3", "m1"), ("l4", "l2")])
    write("secret/06-managers-listed-last", "r", [("d", "c"), ("c", "b"), ("b", "a"), ("a", "r"), ("x", "b"), ("y", "x"), ("z", "a")][::1], [("d", "y"), ("d", "z"), ("x", "c"), ("y", "y"), ("d", "b"), ("z", "z")])
    write("secret/07-star", "hub", [(f"p{i}", "hub") for i in range(30)], [(f"p{i}", f"p{i * 7 % 30}") for i in range(30)])
    write("secret/08-chain", "c0", [(f"c{i}", f"c{i - 1}") for i in range(1, 40)][::-1], [(f"c{i}", f"c{i * i % 40}") for i in range(40)])
    write("secret/09-two-arms", "top", two_arms(33), [(f"l{i}", f"r{33 - i}") for i in range(1, 33)] + [(f"l{i}", f"l{33 - i}") for i in range(1, 33)])
    write("secret/10-next-to-each-other", "r", [("a", "r"), ("b", "r"), ("a1", "a"), ("a2", "a"), ("b1", "b"), ("a11", "a1"), ("a21", "a2")], [("a1", "a2"), ("a11", "a21"), ("a11", "a2"), ("a11", "b1"), ("a", "b"), ("a1", "a")])
    write("secret/11-names-do-not-tell", "z9", [("a", "m"), ("m", "z9"), ("10", "m"), ("9", "10"), ("1", "a"), ("0", "1")], [("0", "9"), ("9", "10"), ("1", "m"), ("0", "0"), ("a", "10")])
    write("secret/12-deep", "c0", [(f"c{i}", f"c{i - 1}") for i in range(1, 2_500)] + [("side", "c3")], [("c2499", "side"), ("c2400", "c7"), ("c2048", "c2047"), ("c2499", "c2499"), ("side", "c2"), ("c1025", "c0")])
    for number in range(13, 19):
        write(f"secret/{number}-random", *random_company(seed=number))
    for number in range(1, 6):
        company, answers = on_a_chain(seed=number, count=14_000 >> 5 - number)
        write(f"secret/growth-{number}", *company, answers)
    write("secret/large-halving", *halving(4_000))

    invalid("1-two-managers", ["a", [["b", "a"], ["c", "a"], ["b", "c"]], []])
    invalid("2-ring", ["a", [["b", "c"], ["c", "b"]], []])
    invalid("3-unknown-person", ["a", [["b", "a"]], [["b", "x"]]])


def two_arms(count):
    return [(f"{arm}{i}", f"{arm}{i - 1}" if i > 1 else "top") for arm in "lr" for i in range(1, count)]


def random_company(seed):
    chance = random.Random(seed)
    count, reach = chance.randint(20, 200), chance.choice([2, 10, 1_000])
    names = [f"p{i}" for i in range(count)]
    chance.shuffle(names)
    reports = [(names[i], names[chance.randint(max(0, i - reach), i - 1)]) for i in range(1, count)]
    chance.shuffle(reports)
    return names[0], reports, [tuple(chance.choices(names, k=2)) for _ in range(200)]


def on_a_chain(seed, count):
    """Half of the people are a chain of managers, the others report to one of its lower half."""
    chance = random.Random(seed)
    names = [f"p{i}" for i in range(count)]
    chance.shuffle(names)
    half = count // 2
    chain, leaves = names[:half], names[half:]
    place = {leaf: chance.randrange(half // 2, half) for leaf in leaves}
    reports = [(chain[i], chain[i - 1]) for i in range(1, half)] + [(leaf, chain[at]) for leaf, at in place.items()]
    chance.shuffle(reports)
    requests = [tuple(chance.choices(leaves, k=2)) for _ in range(count)]
    return (chain[0], reports, requests), [chain[min(place[one], place[other])] for one, other in requests]


def halving(count):
    """Two reports for each manager: a low company, in which walking up is cheap."""
    chance = random.Random(6)
    reports = [(f"h{i}", f"h{i // 2}") for i in range(2, count)]
    chance.shuffle(reports)
    return "h1", reports, [(f"h{chance.randrange(1, count)}", f"h{chance.randrange(1, count)}") for _ in range(count)]


def by_definition(boss, reports, requests):
    manager = dict(reports)

    def above(person):
        line = []
        while person != boss:
            person = manager[person]
            line.append(person)
        return line

    answers = []
    for one, other in requests:
        in_both = set(above(one)) & set(above(other))
        answers.append(max(in_both, key=lambda person: len(above(person)), default=""))
    return answers


def write(name, boss, reports, requests, answers=None):
    put(f"{name}.in", [boss, reports, requests])
    put(f"{name}.ans", by_definition(boss, reports, requests) if answers is None else answers)


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values))


main()
