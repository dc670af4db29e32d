"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` compares each id with all the others for each number of characters. `by_counting`
counts how many ids have each beginning, and is proved equal to it on small random lists before
it answers for the large ones.
"""

import json
import pathlib
import random
from collections import Counter

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-five-entries", ["b7f3a", "b7c01", "b7f3a", "b7", "d0"], 2)
    write("sample/2-far-apart", ["a1", "c3", "b2"], 1)

    write("secret/01-no-ids", [], 3)
    write("secret/02-only-one", ["b7f3a91c"], 4)
    write("secret/03-same-twice", ["b7f3", "b7f3", "b7f3", "c1aa", "c1aa"], 1)
    write("secret/04-whole-id", ["ab", "abc", "abcd", "abce", "a"], 1)
    write("secret/05-shorter-than-asked", ["ab", "c", "defg", "defh", "d"], 3)
    write("secret/06-neighbour-below", ["aaa1", "aaa2", "aab0", "b000"], 1)
    write("secret/07-neighbour-above", ["a000", "bba0", "bbb1", "bbb2"], 1)
    write("secret/08-not-in-order", ["ff01", "0a11", "ff02", "9c", "0a12", "f0", "00"], 1)
    write("secret/09-upper-and-lower", ["Ab1", "ab1", "aB1", "AB2", "AB1"], 1)
    write("secret/10-far-apart-in-the-list", ["abcdef1", *(f"z{i}" for i in range(40)), "abcdef2"], 4)
    write("secret/11-dashes", ["a-1", "a1", "a", "a-", "a-10", "A-1"], 1)
    write("secret/12-one-long-friend", ["q1", "q2x", "q2y", "q2z123", "q2z124", "r"], 2)
    write("secret/13-all-whole", ["a" * size for size in (5, 1, 4, 2, 3)], 1)
    for number in range(14, 20):
        write(f"secret/{number}-random", *random_case(seed=number))
    for number in range(1, 6):
        write(f"secret/growth-{number}", hexadecimal(seed=number, count=26_000 >> 5 - number), 4)
    write("secret/large-shared-beginning", shared_beginning(), 7)
    write("secret/large-one-chain", ["b" * size for size in range(1, 620)], 1)

    invalid("1-empty-id", [["a", ""], 1])
    invalid("2-underscore", [["a_b"], 1])
    invalid("3-shortest-zero", [["a"], 0])


def random_case(seed):
    chance = random.Random(seed)
    letters = chance.choice(["ab", "abA-", "01"])
    ids = ["".join(chance.choices(letters, k=chance.randint(1, chance.choice([4, 9])))) for _ in range(chance.randint(20, 150))]
    ids += chance.choices(ids, k=10)
    return ids, chance.randint(1, 4)


def hexadecimal(seed, count):
    chance = random.Random(seed)
    return ["".join(chance.choices("0123456789abcdef", k=10)) for _ in range(count)]


def shared_beginning():
    """Artifacts that are named after a long path of their repository."""
    chance = random.Random(77)
    ids = ["x" * 1_190 + f"{i:06}" + "y" * chance.randint(0, 3) for i in range(0, 660, 3)]
    chance.shuffle(ids)
    return ids


def by_definition(ids, shortest):
    answer = []
    for one in ids:
        count = min(shortest, len(one))
        while count < len(one) and any(other != one and other.startswith(one[:count]) for other in ids):
            count += 1
        answer.append(count)
    return answer


def by_counting(ids, shortest):
    """Beginnings as numbers: each is its shorter self and one character more."""
    number, having, paths = {}, Counter(), {}
    for one in set(ids):
        at, path = 0, []
        for c in one:
            at = number.setdefault((at, c), len(number) + 1)
            path.append(at)
        paths[one] = path
        having.update(path)
    return [next((i for i, at in enumerate(paths[one], 1) if i >= shortest and having[at] == 1), len(one)) for one in ids]


def prove_equal():
    for seed in range(200):
        ids, shortest = random_case(1_000 + seed)
        assert by_definition(ids, shortest) == by_counting(ids, shortest)


def write(name, ids, shortest):
    answer = (by_counting if "/large-" in name or "/growth-" in name else by_definition)(ids, shortest)
    put(f"{name}.in", [ids, shortest])
    put(f"{name}.ans", answer)


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values))


main()
