"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

Small answers come from `answer_by_definition`, which looks at single minutes. For the large cases there
is `answer_by_events`, another algorithm than any submission's; `main` first holds it against the definition.
"""

import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent


def main():
    prove_the_fast_answer()
    write("sample/1-two-regions", [("eu", 60, 90), ("eu", 0, 30), ("eu", 35, 50), ("us", 50, 60)], 5)
    write("sample/2-inside-and-cancelled", [("eu", 0, 100), ("eu", 20, 40), ("eu", 105, 105), ("eu", 110, 120)], 8)

    write("secret/01-empty", [], 10)
    write("secret/02-all-cancelled", [("eu", 7, 7), ("us", 0, 0), ("eu", 7, 7)], 10)
    write("secret/03-short-inside-long", [("eu", 0, 100), ("eu", 10, 20), ("eu", 60, 70), ("eu", 95, 130)], 0)
    write("secret/04-cancelled-in-the-gap", [("eu", 0, 10), ("eu", 15, 15), ("eu", 20, 30), ("us", 4, 4), ("us", 9, 12)], 6)
    write("secret/05-gap-just-bridged", [("eu", 0, 10), ("eu", 15, 20), ("us", 0, 10), ("us", 16, 20)], 5)
    write("secret/06-touching", [("eu", 10, 20), ("eu", 0, 10), ("eu", 21, 22), ("us", 20, 25)], 0)
    write("secret/07-regions-at-one-time", [("eu", 0, 10), ("us", 8, 20), ("eu", 12, 15), ("ap", 9, 13)], 3)
    write("secret/08-announced-twice", 3 * [("eu", 5, 9)] + [("eu", 7, 12), ("eu", 30, 31)], 2)
    write("secret/09-order-of-regions", [(region, 0, 1) for region in ("us-2", "us-10", "us", "b", "10", "9", "a-b", "ab")], 0)
    write("secret/10-a-chain-of-gaps", shuffled([("eu", 10 * i, 10 * i + 4) for i in range(30)], 10), 6)
    write("secret/11-the-far-end", [("eu", 10**9 - 1, 10**9), ("eu", 0, 1), ("eu", 10**9, 10**9)], 10**6, fast=True)
    write("secret/12-same-start", [("eu", 5, 6), ("eu", 5, 50), ("eu", 5, 5), ("eu", 5, 20), ("eu", 52, 53)], 1)
    for number in range(13, 19):
        write(f"secret/{number}-random", *random_windows(number))
    for step in range(1, 6):
        write(f"secret/growth-{step}", far_apart(20_000 >> (5 - step)), 4_200, fast=True)
    write("secret/large-many-regions", many_regions(), 1_000, fast=True)

    put("invalid_input/1-ends-before-it-starts.in", [[("eu", 5, 4)], 1])
    put("invalid_input/2-negative-settle.in", [[], -1])
    put("invalid_input/3-no-region.in", [[("", 1, 2)], 1])


def random_windows(seed):
    chance = random.Random(seed)
    regions = [f"r{i}" for i in range(chance.randint(1, 5))]
    span, longest = chance.choice([60, 400, 2_000]), chance.choice([3, 15, 60])
    windows = []
    for _ in range(chance.randint(10, 90)):
        start = chance.randint(0, span)
        length = 0 if chance.random() < 0.15 else chance.randint(1, longest)
        windows.append((chance.choice(regions), start, start + length))
    windows += chance.choices(windows, k=5)
    return shuffled(windows, seed), chance.randint(0, 25)


def far_apart(count):
    """One region, no window overlapping another; nine gaps of ten are bridged, which one sees only in order."""
    chance = random.Random(count)
    windows = []
    for i in range(count):
        start = 4_000 * i + chance.randint(0, 900)
        windows.append(("eu", start, start + chance.randint(1, 900)))
    return shuffled(windows, count)


def many_regions():
    chance = random.Random(99)
    windows = []
    for i in range(9_000):
        start = chance.randint(0, 400_000)
        windows.append((f"r{i % 3_000}", start, start + chance.choice([0, 5, 300, 9_000])))
    return windows


def shuffled(items, seed):
    items = list(items)
    random.Random(seed).shuffle(items)
    return items


def answer_by_definition(windows, settle_min):
    blocks = []
    for region in sorted({region for region, _, _ in windows}):
        worked = {m for who, start, end in windows if who == region for m in range(start, end)}
        runs = []
        for minute in sorted(worked):
            if runs and minute - runs[-1][-1] - 1 <= settle_min:
                runs[-1].append(minute)
            else:
                runs.append([minute])
        blocks += [(region, run[0], run[-1] + 1, len(run)) for run in runs]
    return blocks


def answer_by_events(windows, settle_min):
    """Counts how many windows are open between two neighbouring times."""
    changes = {}
    for region, start, end in windows:
        of_region = changes.setdefault(region, {})
        of_region[start] = of_region.get(start, 0) + 1
        of_region[end] = of_region.get(end, 0) - 1
    blocks = []
    for region in sorted(changes):
        times = sorted(changes[region])
        opened, found = 0, []
        for now, then in zip(times, times[1:]):
            opened += changes[region][now]
            if opened == 0:
                continue
            if found and now - found[-1][1] <= settle_min:
                found[-1][1] = then
                found[-1][2] += then - now
            else:
                found.append([now, then, then - now])
        blocks += [(region, *block) for block in found]
    return blocks


def prove_the_fast_answer():
    for seed in range(1_000, 1_300):
        windows, settle_min = random_windows(seed)
        assert answer_by_events(windows, settle_min) == answer_by_definition(windows, settle_min), seed


def write(name, windows, settle_min, fast=False):
    answer = (answer_by_events if fast else answer_by_definition)(windows, settle_min)
    put(f"{name}.in", [windows, settle_min])
    put(f"{name}.ans", answer)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values]
    path.write_text("".join(lines), encoding="utf-8")


main()
