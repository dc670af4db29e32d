"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

Small answers come from `answer_by_definition`, which walks back from each sample. For the large cases there
is `answer_by_value`, another way than any submission's; `main` first holds it against the definition.
"""

import json
import pathlib
import random
from bisect import bisect_left

DATA = pathlib.Path(__file__).parent
LONG_MS = 10**9


def main():
    prove_the_fast_answer()
    write("sample/1-a-restart", [(0, 50), (10, 30), (20, 25), (30, 20), (90, 10)], 10, 50)
    write("sample/2-no-margin", [(0, 7), (5, 9), (6, 7), (8, 7), (9, 10)], 0, 100)

    write("secret/01-empty", [], 5, 10)
    write("secret/02-one-sample", [(1000, 7)], 0, 0)
    write("secret/03-small-ones-still-needed", [(0, 100), (1, 60), (2, 58), (3, 40), (4, 55), (5, 47)], 10, LONG_MS)
    write("secret/04-exactly-the-margin", [(0, 30), (1, 20), (2, 19), (3, 21), (4, 20)], 10, LONG_MS)
    write("secret/05-not-by-enough", [(0, 90), (1, 50), (2, 45), (3, 44), (4, 43), (5, 41)], 7, LONG_MS)
    write("secret/06-across-a-silence", [(0, 90), (10, 80), (111, 20), (120, 10), (300, 5), (301, 1)], 5, 100)
    write("secret/07-silence-just-not", [(0, 90), (100, 80), (200, 20), (301, 10), (401, 1)], 5, 100)
    write("secret/08-equal-values", [(i, 7) for i in range(8)], 0, LONG_MS)
    write("secret/09-equal-values-and-a-margin", [(i, 7) for i in range(5)] + [(5, 8), (6, 7), (7, 7)], 1, LONG_MS)
    write("secret/10-equal-times", [(5, 40), (5, 30), (5, 20), (5, 30), (6, 10), (6, 40), (6, 30)], 10, 0)
    write("secret/11-always-rising", [(i, 10 * i) for i in range(30)], 0, LONG_MS)
    write("secret/12-always-falling", [(2 * i, 300 - 3 * i) for i in range(40)], 10, LONG_MS)
    write("secret/13-the-limits", [(0, 10**6), (10**9, 0), (10**9, 10**6), (10**9, 1)], 10**6, 10**9)
    for number in range(14, 20):
        write(f"secret/{number}-random", *random_samples(number))
    for step in range(1, 6):
        write(f"secret/growth-{step}", *rising(24_000 >> (5 - step)), fast=True)
    write("secret/large-slow-fall", [(7 * i, 20_000 - i + i % 2) for i in range(20_000)], 50_000, LONG_MS, fast=True)

    put("invalid_input/1-back-in-time.in", [[(5, 1), (4, 1)], 1, 1])
    put("invalid_input/2-negative-margin.in", [[], -1, 1])
    put("invalid_input/3-one-number.in", [[(5,)], 1, 1])


def random_samples(seed):
    chance = random.Random(seed)
    span, step = chance.choice([6, 40, 1_000]), chance.choice([2, 15])
    samples, at_ms = [], 0
    for _ in range(chance.randint(30, 160)):
        at_ms += chance.randint(0, step) if chance.random() < 0.95 else chance.randint(step, 5 * step)
        samples.append((at_ms, chance.randint(0, span)))
    return samples, chance.randint(0, span // 2), chance.choice([step, 3 * step, LONG_MS])


def rising(count):
    """A rising line with falls on the way: one in eight finds something worse near by, the rest nothing at all."""
    chance = random.Random(count)
    samples, at_ms = [], 0
    for i in range(count):
        at_ms += chance.randint(1, 9)
        samples.append((at_ms, 20 * i + chance.randint(0, 100) - (300 if chance.random() < 0.12 else 0)))
    lowest = min(latency for _, latency in samples)
    return [(at_ms, latency - lowest) for at_ms, latency in samples], 150, LONG_MS


def answer_by_definition(samples, margin, silence_ms):
    answer = []
    for place, (at_ms, latency) in enumerate(samples):
        found = -1
        for earlier in range(place - 1, -1, -1):
            if samples[earlier + 1][0] - samples[earlier][0] > silence_ms:
                break
            if samples[earlier][1] >= latency + margin:
                found = at_ms - samples[earlier][0]
                break
        answer.append(found)
    return answer


def answer_by_value(samples, margin, silence_ms):
    """From the worst to the best: whoever is worse by the margin is in `worse`, in order of place."""
    run_begins = []
    for place, (at_ms, _) in enumerate(samples):
        is_new = place == 0 or at_ms - samples[place - 1][0] > silence_ms
        run_begins.append(place if is_new else run_begins[-1])
    by_latency = sorted(range(len(samples)), key=lambda place: -samples[place][1])
    worse, taken, answer = [], 0, [-1] * len(samples)
    for place in by_latency:
        while taken < len(samples) and samples[by_latency[taken]][1] >= samples[place][1] + margin:
            worse.insert(bisect_left(worse, by_latency[taken]), by_latency[taken])
            taken += 1
        before = bisect_left(worse, place)
        if before and worse[before - 1] >= run_begins[place]:
            answer[place] = samples[place][0] - samples[worse[before - 1]][0]
    return answer


def prove_the_fast_answer():
    for seed in range(1_000, 1_300):
        given = random_samples(seed)
        assert answer_by_value(*given) == answer_by_definition(*given), seed


def write(name, samples, margin, silence_ms, fast=False):
    put(f"{name}.in", [samples, margin, silence_ms])
    put(f"{name}.ans", (answer_by_value if fast else answer_by_definition)(samples, margin, silence_ms))


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values]
    path.write_text("".join(lines), encoding="utf-8")


main()
