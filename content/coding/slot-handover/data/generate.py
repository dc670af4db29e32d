"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` keeps an owner for each slot and is nothing but the statement. `by_tree` is a fast
algorithm of another make than the submissions' (a segment tree over the pieces between all
boundaries), and is proved equal to it on small random rings before it answers for the large ones.
"""

import json
import pathlib
import random
import sys

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-three-moves", 10, [(2, 7, 1), (4, 5, 2), (0, 9, 1)])
    write("sample/2-nothing-to-move", 100, [(0, 99, 0), (10, 19, 3), (12, 15, 3), (5, 14, 0)])

    write("secret/01-no-assignments", 5, [])
    write("secret/02-one-slot", 1, [(0, 0, 0), (0, 0, 7), (0, 0, 7), (0, 0, 0)])
    # What lies behind the range keeps its owner.
    write("secret/03-inside-one-range", 50, [(10, 39, 1), (40, 49, 0), (20, 29, 2), (30, 39, 1), (0, 49, 1)])
    write("secret/04-last-included", 20, [(0, 4, 1), (5, 9, 2), (4, 5, 3), (4, 4, 1), (5, 5, 2), (19, 19, 4), (18, 19, 4)])
    write("secret/05-partly-owned-already", 30, [(0, 9, 1), (5, 14, 1), (0, 14, 1), (0, 29, 1)])
    # The first slot of the range belongs to the node, most of the rest does not.
    write("secret/06-owner-of-the-first-slot", 40, [(0, 5, 1), (6, 20, 2), (3, 30, 1), (31, 39, 1), (10, 12, 3), (9, 13, 1)])
    # A range that begins in one owner's slots and ends in another's.
    write("secret/07-cuts-two-owners", 60, [(0, 19, 1), (20, 39, 2), (40, 59, 3), (10, 49, 4), (45, 59, 3), (50, 55, 5), (0, 59, 3)])
    write("secret/08-adjacent-ranges", 30, [(0, 9, 1), (10, 19, 1), (20, 29, 1), (5, 24, 2), (0, 29, 1)])
    write("secret/09-same-range-again", 30, [(5, 24, 1), (5, 24, 1), (5, 24, 2), (5, 24, 1), (5, 24, 0)])
    write("secret/10-whole-ring", 10**9, [(0, 10**9 - 1, 1), (1, 10**9 - 2, 2), (0, 10**9 - 1, 2), (0, 10**9 - 1, 0)])
    write("secret/11-back-to-the-first-node", 40, [(10, 29, 5), (15, 24, 0), (0, 39, 0), (0, 39, 5)])
    write("secret/12-single-slots", 64, [*((i, i, 1 + i % 2) for i in range(0, 64, 3)), (0, 63, 1), (0, 63, 2)])
    for number in range(13, 19):
        write(f"secret/{number}-random", *random_moves(seed=number))
    for number in range(1, 6):
        write(f"secret/growth-{number}", *mostly_small(seed=number, count=24_000 >> 5 - number))
    write("secret/large-cut-up-then-swept", *cut_up_then_swept(small=4_000, wide=9_000))

    invalid("1-behind-the-end", [10, [[3, 10, 1]]])
    invalid("2-ends-before-it-begins", [10, [[5, 4, 1]]])
    invalid("3-no-slots", [0, []])


def random_moves(seed):
    chance = random.Random(seed)
    slots, nodes, longest = chance.choice([(30, 2, 30), (500, 4, 60), (3_000, 9, 3_000)])
    return slots, [move(chance, slots, longest, nodes) for _ in range(chance.randint(60, 300))]


def mostly_small(seed, count):
    """Many small moves, so that the ring is cut into ever more pieces; a few sweep over some of them."""
    chance = random.Random(seed)
    slots = 10**7
    return slots, [move(chance, slots, slots // 20 if i % 100 == 99 else slots // count // 2, 100) for i in range(count)]


def cut_up_then_swept(small, wide):
    """Every second piece is taken, and then nearly everything is swept over, again and again."""
    chance = random.Random(6)
    slots = 10**6
    step = slots // small
    moves = [(at, at + step // 2, 1) for at in range(0, slots, step)]
    for i in range(wide):
        moves.append((chance.randrange(slots // 20), slots - 1 - chance.randrange(slots // 20), 2 + i % 3))
    return slots, moves


def move(chance, slots, longest, nodes):
    first = chance.randrange(slots)
    return first, min(slots - 1, first + chance.randrange(longest)), chance.randrange(nodes)


def by_definition(slots, assignments):
    owner = [0] * slots
    answer = []
    for first, last, node in assignments:
        answer.append(sum(1 for slot in range(first, last + 1) if owner[slot] != node))
        owner[first : last + 1] = [node] * (last + 1 - first)
    return answer


def by_tree(slots, assignments):
    """A node of the tree knows its owner if it has but one, and otherwise asks below."""
    edges = sorted({0, slots, *(first for first, _, _ in assignments), *(last + 1 for _, last, _ in assignments)})
    place = {edge: i for i, edge in enumerate(edges)}
    owner = {1: 0}  # no entry: several owners below

    def assign(at, low, high, begin, end, node):
        known = owner.get(at)
        if known == node or end <= low or high <= begin:
            return 0
        covered = begin <= low and high <= end
        if covered and known is not None:
            owner[at] = node
            return edges[high] - edges[low]
        if known is not None:
            owner[2 * at] = owner[2 * at + 1] = owner.pop(at)
        middle = (low + high) // 2
        moved = assign(2 * at, low, middle, begin, end, node) + assign(2 * at + 1, middle, high, begin, end, node)
        if covered:
            owner[at] = node
        return moved

    return [assign(1, 0, len(edges) - 1, place[first], place[last + 1], node) for first, last, node in assignments]


def prove_equal():
    sys.setrecursionlimit(10_000)
    chance = random.Random(1)
    for trial in range(500):
        slots = chance.randint(1, 12)
        assignments = [move(chance, slots, slots, 3) for _ in range(chance.randint(0, 9))]
        if by_tree(slots, assignments) != by_definition(slots, assignments):
            raise SystemExit(f"by_tree is wrong on {assignments} with {slots}")


def write(name, slots, assignments):
    answer = by_tree(slots, assignments)
    if slots <= 3_000 and by_definition(slots, assignments) != answer:
        raise SystemExit(f"{name}: the two answers differ")
    put(f"{name}.in", [slots, assignments])
    put(f"{name}.ans", answer)


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values]
    path.write_text("".join(f"{line}\n" for line in lines))


main()
