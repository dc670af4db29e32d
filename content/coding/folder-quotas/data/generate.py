"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` computes usages as the statement defines them, again for every folder that it meets on the
way up. `by_depth` answers for the large cases: it sorts the folders by depth. It is proved equal to the
first on small random trees.
"""

import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-reserved-fills-the-parent", [(-1, 0, 100), (0, 60, 30), (0, 0, -1)], [(1, 20), (2, 50)], [1, 2, 0])
    write("sample/2-deepest-first", [(2, 0, -1), (-1, 0, 50), (1, 0, 30), (-1, 0, 5)], [(0, 25), (2, 10), (1, 20), (3, 5)], [0, 2, 1, 3])

    write("secret/01-empty", [], [], [])
    write("secret/02-no-quota", [(-1, 0, -1)], [(0, 1_000_000_000)], [0])
    write("secret/03-at-the-quota", [(-1, 0, 10), (0, 0, 5), (0, 0, 6)], [(1, 5), (2, 5)], [1, 2, 0])
    write("secret/04-quota-zero", [(-1, 0, -1), (0, 0, 0), (0, 0, 0)], [(1, 1)], [1, 2, 0])
    # The numbers fall on the way down.
    write("secret/05-child-before-parent", [(1, 0, -1), (2, 0, 9), (-1, 0, 5)], [(0, 6)], [0, 1, 2])
    # Five lie within the eight that are reserved: eight and not thirteen.
    write("secret/06-reserved-is-not-added", [(-1, 0, 10), (0, 8, -1)], [(1, 5), (0, 1)], [0, 1])
    # What is reserved counts at the parent, and never against the folder's own quota.
    write("secret/07-reserved-above-the-quota", [(-1, 50, 20), (0, 8, 5)], [(1, 3)], [1, 0])
    write("secret/08-reserved-further-down", [(-1, 0, 10), (0, 0, -1), (1, 20, -1)], [(2, 3)], [2, 1, 0])
    write("secret/09-deepest-of-two", [(-1, 0, 1), (0, 0, 2), (1, 0, -1)], [(2, 5)], [2, 1, 0])
    write("secret/10-two-volumes", [(-1, 0, 100), (0, 0, -1), (-1, 0, 3), (2, 0, -1)], [(3, 4), (1, 7)], [3, 2, 1, 0])
    write("secret/11-file-of-size-zero", [(-1, 0, 0)], [(0, 0), (0, 0)], [0])
    # Only the way up matters: neither a folder beside it nor one below it refuses.
    write("secret/12-beside-and-below", [(-1, 0, -1), (0, 0, 1), (0, 0, 9), (2, 0, 1)], [(1, 5), (3, 2)], [0, 1, 2, 3])
    write("secret/13-many-files-in-one", [(-1, 0, 10), (0, 0, -1)], [(1, 6), (1, 6), (0, 0)], [1, 1, 0])
    # Two files in a reservation that is never filled.
    write("secret/14-within-the-reservation", [(-1, 0, 20), (0, 15, -1), (0, 0, -1)], [(1, 3), (1, 9), (2, 5)], [1, 2, 0])
    write("secret/15-the-folder-itself", [(-1, 0, -1), (0, 0, 2)], [(1, 3)], [1, 0])
    write("secret/16-more-than-32-bits", [(-1, 0, -1), (0, 0, 1_000_000_000), (0, 1_000_000_000, -1)], [(1, 1_000_000_000)] * 5, [1, 2, 0])
    for number in range(17, 22):
        write(f"secret/{number}-random", *random_store(random.Random(number), 12, 30))
    for number in range(1, 6):
        write(f"secret/growth-{number}", *deep_store(seed=number, count=16_000 >> 5 - number))
    write("secret/large-chain", *chain(20_000))
    write("secret/large-flat", *flat(6_000))

    put("invalid_input/1-a-ring.in", [[[1, 0, -1], [0, 0, -1], [-1, 0, -1]], [], []])
    put("invalid_input/2-unknown-folder.in", [[[-1, 0, -1]], [], [1]])
    put("invalid_input/3-quota-below-none.in", [[[-1, 0, -2]], [], []])


def random_store(chance, least, most):
    count = chance.randint(least, most)
    numbers = list(range(count))
    chance.shuffle(numbers)
    folders = [None] * count
    for i in range(count):
        parent = -1 if i == 0 or chance.random() < 0.1 else numbers[chance.randrange(max(0, i - 5), i)]
        reserved = chance.choice([0, 0, 0, chance.randint(1, 30)])
        folders[numbers[i]] = (parent, reserved, chance.choice([-1, chance.randint(0, 20), chance.randint(10, 90)]))
    files = [(chance.randrange(count), chance.randint(0, 12)) for _ in range(chance.randint(0, 2 * count) if count else 0)]
    return folders, files, [chance.randrange(count) for _ in range(count)]


def deep_store(seed, count):
    """A long spine with short side arms, numbered at random. Who is over lies near the top."""
    chance = random.Random(seed)
    numbers = list(range(count))
    chance.shuffle(numbers)
    spine = count * 3 // 4
    folders = [None] * count
    for i in range(count):
        above = i - 1 if i < spine else chance.randrange(spine // 2, i)
        quota = chance.randint(0, 99) if i < spine and i % 400 == 20 and i < spine // 10 else -1
        if i >= spine and i % 40 == 0:
            quota = chance.randint(0, 30)
        folders[numbers[i]] = (numbers[above] if i else -1, chance.choice([0, 0, 9]), quota)
    files = [(chance.randrange(count), chance.randint(1, 9)) for _ in range(count // 2)]
    # Most uploads come from far below, every eighth from anywhere.
    return folders, files, [numbers[chance.randrange(spine // 2 if i % 8 else 0, count)] for i in range(count)]


def chain(count):
    """One chain without a side arm, in which nobody is over; the numbers fall and rise."""
    numbers = list(range(count))
    random.Random(count).shuffle(numbers)
    folders = [None] * count
    for i in range(count):
        folders[numbers[i]] = (numbers[i - 1] if i else -1, 0, -1 if i % 50 else 9000)
    return folders, [(numbers[-1], 9)] * 1000, [numbers[-1 - i % 100] for i in range(count)]


def flat(count):
    """All folders lie directly in one that is over through what they reserve."""
    folders = [(count - 1, 2, 5)] * (count - 1) + [(-1, 0, 2 * count - 3)]
    return folders, [(i, 1 + i % 6) for i in range(0, count - 1, 2)], list(range(count))


def by_definition(folders, files, uploads):
    def usage(here):
        inside = sum(max(usage(i), folder[1]) for i, folder in enumerate(folders) if folder[0] == here)
        return inside + sum(size for place, size in files if place == here)

    def refuses(here):
        if here == -1:
            return -1
        parent, _, quota = folders[here]
        return here if quota != -1 and usage(here) > quota else refuses(parent)

    return [refuses(folder) for folder in uploads]


def by_depth(folders, files, uploads):
    depth = {-1: 0}
    for i in range(len(folders)):
        way = []
        while i not in depth:
            way.append(i)
            i = folders[i][0]
        for i in reversed(way):
            depth[i] = depth[folders[i][0]] + 1
    from_the_top = sorted(range(len(folders)), key=depth.get)
    usage = dict.fromkeys(depth, 0)
    for folder, size in files:
        usage[folder] += size
    for i in reversed(from_the_top):
        usage[folders[i][0]] += max(usage[i], folders[i][1])
    refuses = {-1: -1}
    for i in from_the_top:
        parent, _, quota = folders[i]
        refuses[i] = i if -1 < quota < usage[i] else refuses[parent]
    return [refuses[i] for i in uploads]


def prove_equal():
    chance = random.Random(1)
    for _ in range(400):
        store = random_store(chance, 1, 9)
        if by_depth(*store) != by_definition(*store):
            raise SystemExit(f"by_depth is wrong on {store}")


def write(name, folders, files, uploads):
    answer = by_depth(folders, files, uploads)
    if len(folders) <= 30 and answer != by_definition(folders, files, uploads):
        raise SystemExit(f"{name}: the two answers differ")
    put(f"{name}.in", [folders, files, uploads])
    put(f"{name}.ans", answer)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values]
    path.write_text("".join(f"{line}\n" for line in lines))


main()
