"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` tries every cut and is nothing but the statement. `by_thresholds` is a fast algorithm of
another make than the submissions', and is proved equal to it on small random logs before it
answers for the large ones.
"""

import json
import pathlib
import random
from itertools import combinations

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-three-shards", [4, 3, 2, 6, 1], 3)
    write("sample/2-empty-segments", [5, 0, 0, 5, 2], 3)

    write("secret/01-single-segment", [7], 1)
    write("secret/02-one-shard", [3, 1, 4, 1, 5], 1)
    write("secret/03-one-each", [3, 1, 4, 1, 5], 5)
    # The average weight is far below the one big segment, and what that allows decides the first cut.
    write("secret/04-one-big-segment", [10, 10, 10, 10, 40, 1, 1], 4)
    # The average of 10 is reached only with the second 9.
    write("secret/05-average-misleads", [9, 9, 1, 1, 5, 5], 3)
    # The best weight needs fewer shards than there must be.
    write("secret/06-more-shards-than-needed", [1, 1, 1, 1, 30, 1, 1], 6)
    write("secret/07-cuts-have-room", [2, 2, 2, 10, 2, 2, 2, 1], 4)
    write("secret/08-all-empty", [0] * 9, 4)
    write("secret/09-empty-at-the-ends", [0, 0, 6, 0, 6, 0, 0, 0], 3)
    write("secret/10-all-equal", [4] * 10, 4)
    write("secret/11-exactly-full", [6, 4, 10, 3, 7, 5, 5], 4)
    write("secret/12-rising", list(range(1, 14)), 5)
    write("secret/13-large-sizes", [10**6 - i % 3 for i in range(1_000)], 7)
    for number in range(14, 20):
        write(f"secret/{number}-random", *random_log(seed=number))
    for number in range(1, 6):
        count = 96_000 >> 5 - number
        write(f"secret/growth-{number}", varied(seed=number, count=count), count // 100)
    write("secret/large-nearly-one-each", varied(seed=6, count=30_000), 20_000)

    invalid("1-no-segments", [[], 1])
    invalid("2-more-shards-than-segments", [[1, 2], 3])
    invalid("3-negative-size", [[1, -2], 1])


def random_log(seed):
    chance = random.Random(seed)
    largest = chance.choice([1, 5, 1_000])
    sizes = [chance.choice([0, chance.randint(0, largest), largest]) for _ in range(chance.randint(30, 200))]
    return sizes, chance.randint(2, len(sizes) // 2)


def varied(seed, count):
    chance = random.Random(seed)
    return [chance.choice([chance.randint(0, 99), chance.randint(0, 99_999)]) for _ in range(count)]


def by_definition(sizes, shards):
    found = []
    for cuts in combinations(range(1, len(sizes)), shards - 1):
        starts = [0, *cuts]
        weights = [sum(sizes[begin:end]) for begin, end in zip(starts, [*cuts, len(sizes)])]
        found.append((max(weights), starts))
    return min(found)[1]


def by_thresholds(sizes, shards):
    """Builds the heaviest weight bit by bit from the top, counting shards from the back. The
    starts of the fullest shards from the back are the earliest; each shard keeps one segment."""
    refused = -1  # the largest weight known to be too small
    for bit in reversed(range(sum(sizes).bit_length() + 1)):
        weight = refused + (1 << bit)
        if max(sizes) > weight or len(fullest_from_the_back(sizes, weight)) > shards:
            refused = weight
    starts = fullest_from_the_back(sizes, refused + 1)
    starts += [0] * (shards - len(starts))
    return [max(number, start) for number, start in enumerate(reversed(starts))]


def fullest_from_the_back(sizes, weight):
    """The first segment of each shard, the last shard first."""
    starts, room = [len(sizes)], weight
    for i in range(len(sizes) - 1, -1, -1):
        if sizes[i] > room:
            starts.append(i + 1)
            room = weight
        room -= sizes[i]
    return [*starts[1:], 0]


def prove_equal():
    chance = random.Random(1)
    for trial in range(800):
        sizes = [chance.choice([0, 1, 2, 3, 9]) for _ in range(chance.randint(1, 9))]
        shards = chance.randint(1, len(sizes))
        if by_thresholds(sizes, shards) != by_definition(sizes, shards):
            raise SystemExit(f"by_thresholds is wrong on {sizes} with {shards}")


def write(name, sizes, shards):
    answer = by_thresholds(sizes, shards)
    if len(sizes) <= 13 and by_definition(sizes, shards) != answer:
        raise SystemExit(f"{name}: the two answers differ")
    put(f"{name}.in", [sizes, shards])
    put(f"{name}.ans", answer)


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values]
    path.write_text("".join(f"{line}\n" for line in lines))


main()
