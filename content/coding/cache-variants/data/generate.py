"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` tries every choice and is nothing but the statement. `by_memory` is a fast algorithm of
another make than the submissions', and is proved equal to it on small random caches before it
answers for the large ones.
"""

import json
import pathlib
import random
from itertools import product

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-three-objects", [[(4, 10), (6, 17)], [(5, 12)], [(3, 4), (1, 3)]], 10)
    write("sample/2-nothing-fits", [[(4, 10)], [], [(5, 9), (7, 90)]], 3)

    write("secret/01-no-objects", [], 5)
    write("secret/02-no-memory", [[(1, 5)], [(2, 7), (1, 1)]], 0)
    write("secret/03-exactly-the-budget", [[(3, 5)], [(4, 6)], [(8, 10)]], 7)
    # 6 per MiB fills the cache badly, 5 per MiB fills it to the brim.
    write("secret/04-ratio-misleads", [[(6, 36)], [(5, 25)], [(5, 25)]], 10)
    # Both variants of the first object together would save the most.
    write("secret/05-one-variant-each", [[(2, 20), (3, 21)], [(5, 19)], [(4, 3)]], 7)
    # The variant that saves the most for its size is too small to use the cache up.
    write("secret/06-dense-variant-first", [[(1, 10), (8, 60)], [(3, 5)]], 9)
    write("secret/07-largest-saves-most", [[(9, 50), (2, 30)], [(8, 41), (3, 25)], [(2, 20), (4, 22)]], 10)
    write("secret/08-least-memory", [[(5, 10), (3, 10)], [(4, 0), (2, 7)], [(3, 7)]], 10)
    write("secret/09-first-list", [[(3, 8)], [(3, 8)], [(3, 8)], [(2, 1)]], 6)
    write("secret/10-equal-variants", [[(2, 5), (2, 5), (1, 5), (1, 5)], [(2, 5), (2, 5)]], 3)
    write("secret/11-savings-of-zero", [[(1, 0)], [(1, 0), (2, 3)], [(1, 0)]], 9)
    write("secret/12-larger-saves-less", [[(9, 4), (2, 6), (5, 5)], [(6, 1), (7, 8)], [(1, 2)]], 10)
    write("secret/13-large-numbers", [[(2_000, 10**6)], [(1_000, 500_001), (999, 499_999)], [(1_000, 500_000)]], 2_000)
    for number in range(14, 20):
        write(f"secret/{number}-random", *random_objects(seed=number))
    for number in range(1, 6):
        write(f"secret/growth-{number}", varied(seed=number, count=192 >> 5 - number), 2_000)
    write("secret/large-all-alike", [[(7, 30), (11, 49), (13, 58)]] * 200, 1_999)

    invalid("1-size-zero", [[[[0, 5]]], 3])
    invalid("2-five-variants", [[[[1, 1]] * 5], 3])
    invalid("3-budget-too-large", [[], 2_001])


def random_objects(seed):
    chance = random.Random(seed)
    largest, most = chance.choice([3, 9, 40]), chance.choice([2, 10, 1_000])
    objects = [
        [(chance.randint(1, largest), chance.randint(0, most)) for _ in range(chance.randint(0, 4))]
        for _ in range(chance.randint(8, 30))
    ]
    return objects, chance.randint(1, largest * 8)


def varied(seed, count):
    chance = random.Random(seed)
    return [[(chance.randint(1, 60), chance.randint(1, 5_000)) for _ in range(4)] for _ in range(count)]


def by_definition(objects, budget):
    found = []
    for plan in product(*(range(len(variants) + 1) for variants in objects)):
        kept = [variants[number - 1] for variants, number in zip(objects, plan) if number]
        memory = sum(size for size, _ in kept)
        if memory <= budget:
            found.append((-sum(saved_ms for _, saved_ms in kept), memory, list(plan)))
    return min(found)[2]


def by_memory(objects, budget):
    """For each amount of memory used exactly: the most saved, and the first list as digits of a number."""
    best = {0: (0, 0)}
    for variants in objects:
        choices = [(0, 0), *variants]
        then = {}
        for memory, (lost, digits) in best.items():
            for number, (size, saved_ms) in enumerate(choices):
                used = memory + size
                if used <= budget:
                    new = lost - saved_ms, digits * 5 + number
                    if used not in then or new < then[used]:
                        then[used] = new
        best = then
    digits = min((lost, memory, digits) for memory, (lost, digits) in best.items())[2]
    plan = []
    for _ in objects:
        digits, number = divmod(digits, 5)
        plan.append(number)
    return plan[::-1]


def prove_equal():
    chance = random.Random(1)
    for trial in range(500):
        objects = [
            [(chance.randint(1, 5), chance.randint(0, 4)) for _ in range(chance.randint(0, 4))]
            for _ in range(chance.randint(0, 5))
        ]
        budget = chance.randint(0, 12)
        if by_memory(objects, budget) != by_definition(objects, budget):
            raise SystemExit(f"by_memory is wrong on {objects} with {budget}")


def write(name, objects, budget):
    answer = by_memory(objects, budget)
    if len(objects) <= 5 and by_definition(objects, budget) != answer:
        raise SystemExit(f"{name}: the two answers differ")
    put(f"{name}.in", [objects, budget])
    put(f"{name}.ans", answer)


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values]
    path.write_text("".join(f"{line}\n" for line in lines))


main()
