"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

Small answers come from `answer_by_definition`, which adds up each window. For the large cases there is
`answer_by_blocks`, another way than any submission's; `main` first holds it against the definition.
"""

import json
import pathlib
import random
from bisect import bisect_left

DATA = pathlib.Path(__file__).parent


def main():
    prove_the_fast_answer()
    write("sample/1-four-windows", [(0, "ada", 30), (10, "bob", 20), (20, "bob", 20), (30, "cyd", 40)], [(0, 21), (0, 30), (10, 31), (30, 30)])
    write("sample/2-one-tenant", [(5, "ada", 1), (5, "ada", 1)], [(0, 5), (5, 6), (6, 100), (0, 1000)])

    write("secret/01-nothing", [], [(0, 10), (5, 5)])
    write("secret/02-no-windows", [(1, "ada", 5)], [])
    write("secret/03-exactly-half", [(0, "ada", 7), (1, "bob", 3), (2, "bob", 4), (3, "ada", 1)], [(0, 3), (0, 4), (1, 3)])
    write("secret/04-many-cheap-ones", [(i, "ada", 1) for i in range(9)] + [(9, "bob", 10)], [(0, 10), (0, 9), (8, 10), (0, 11)])
    write("secret/05-most-but-not-half", [(i, name, cost) for i, (name, cost) in enumerate([("ada", 4), ("bob", 3), ("cyd", 3), ("ada", 1), ("dan", 2)])], [(0, 5), (0, 4), (0, 3), (0, 2), (0, 1)])
    write("secret/06-nobody-among-many", [(i, f"t{i}", 5) for i in range(16)], [(0, 16), (0, 15), (3, 10), (3, 4), (7, 9), (0, 3)])
    write("secret/07-the-end-does-not-count", [(10, "ada", 5), (20, "bob", 50), (20, "bob", 1), (30, "cyd", 9)], [(10, 20), (10, 21), (20, 30), (11, 20), (20, 20), (30, 31), (0, 10)])
    write("secret/08-small-one-here", [(0, "big", 900), (1, "big", 900), (2, "ada", 3), (3, "bob", 1), (4, "ada", 2), (5, "big", 900)], [(2, 5), (2, 4), (3, 5), (0, 6), (2, 6)])
    write("secret/09-same-time", [(5, name, cost) for name, cost in (("ada", 1), ("bob", 3), ("ada", 1), ("cyd", 2), ("bob", 2))] + [(6, "ada", 9)], [(5, 6), (5, 7), (6, 7), (0, 5)])
    write("secret/10-windows-twice", [(0, "ada", 2), (1, "bob", 1)], 3 * [(0, 2), (1, 2)] + [(0, 1)])
    write("secret/11-far-apart", [(0, "ada", 10_000), (10**9 - 1, "bob", 9_999), (10**9, "bob", 10_000)], [(0, 10**9), (1, 10**9), (0, 1), (10**9, 10**9)])
    write("secret/12-just-more-than-half", [(i, name, 10_000) for i, name in enumerate(["ada", "bob"] * 40)] + [(80, "bob", 1)], [(0, 80), (0, 81), (1, 80), (1, 81), (0, 79)])
    for number in range(13, 19):
        write(f"secret/{number}-random", *random_log(number))
    for step in range(1, 6):
        write(f"secret/growth-{step}", *wide_windows(20_000 >> (5 - step)), fast=True)

    put("invalid_input/1-out-of-order.in", [[(5, "ada", 1), (4, "ada", 1)], []])
    put("invalid_input/2-no-cost.in", [[(5, "ada", 0)], []])
    put("invalid_input/3-ends-before-it-begins.in", [[], [(5, 4)]])


def random_log(seed):
    chance = random.Random(seed)
    tenants = [f"t{i}" for i in range(chance.randint(1, 9))]
    span, most = chance.choice([30, 300, 10_000]), chance.choice([1, 3, 50])
    favourite = chance.choice(tenants)
    log = []
    for at_ms in sorted(chance.randint(0, span) for _ in range(chance.randint(20, 150))):
        if chance.random() < 0.1:
            favourite = chance.choice(tenants)
        tenant = favourite if chance.random() < 0.4 else chance.choice(tenants)
        log.append((at_ms, tenant, chance.randint(1, most)))
    windows = [tuple(sorted((chance.randint(0, span), chance.randint(0, span + 2)))) for _ in range(80)]
    return log, windows


def wide_windows(count):
    """Thousands of tenants, a few large ones, and windows that cover most of the log."""
    chance = random.Random(count)
    log, at_ms = [], 0
    for i in range(count):
        at_ms += chance.randint(0, 40)
        share = 0.5 + 0.03 * chance.choice([-1, 1])
        large = "t1" if i < 0.6 * count else "t2" if chance.random() < 0.2 else "t1"
        tenant = large if chance.random() < share else f"t{chance.randint(3, max(4, count // 4))}"
        log.append((at_ms, tenant, chance.randint(1, 9)))
    windows = []
    for _ in range(count // 2):
        first = chance.randint(0, at_ms * 3 // 10)
        windows.append((first, first + at_ms * 7 // 10))
    return log, windows


def answer_by_definition(log, windows):
    answer = []
    for from_ms, until_ms in windows:
        costs = {}
        for at_ms, tenant, cost_ms in log:
            if from_ms <= at_ms < until_ms:
                costs[tenant] = costs.get(tenant, 0) + cost_ms
        noisy = [tenant for tenant, cost in costs.items() if 2 * cost > sum(costs.values())]
        answer += noisy or [""]
    return answer


def answer_by_blocks(log, windows):
    """Who has more than half of a window has more than half of one of the blocks that it is put together from."""
    times = [at_ms for at_ms, _, _ in log]
    noisy_in = {}
    size = 1
    while size <= len(log):
        for first in range(0, len(log) - size + 1, size):
            costs = {}
            for _, tenant, cost_ms in log[first : first + size]:
                costs[tenant] = costs.get(tenant, 0) + cost_ms
            tenant = max(costs, key=costs.get)
            if 2 * costs[tenant] > sum(costs.values()):
                noisy_in[first, size] = tenant
        size *= 2
    places, sums, all_sums = {}, {}, [0]
    for place, (_, tenant, cost_ms) in enumerate(log):
        places.setdefault(tenant, []).append(place)
        sums.setdefault(tenant, [0]).append(sums.get(tenant, [0])[-1] + cost_ms)
        all_sums.append(all_sums[-1] + cost_ms)

    answer = []
    for from_ms, until_ms in windows:
        first, end = bisect_left(times, from_ms), bisect_left(times, until_ms)
        found, at = "", first
        while at < end and not found:
            size = 1
            while at % (2 * size) == 0 and at + 2 * size <= end:
                size *= 2
            tenant = noisy_in.get((at, size))
            if tenant is not None:
                of_tenant = places[tenant]
                cost = sums[tenant][bisect_left(of_tenant, end)] - sums[tenant][bisect_left(of_tenant, first)]
                if 2 * cost > all_sums[end] - all_sums[first]:
                    found = tenant
            at += size
        answer.append(found)
    return answer


def prove_the_fast_answer():
    for seed in range(1_000, 1_150):
        log, windows = random_log(seed)
        assert answer_by_blocks(log, windows) == answer_by_definition(log, windows), seed


def write(name, log, windows, fast=False):
    put(f"{name}.in", [log, windows])
    put(f"{name}.ans", (answer_by_blocks if fast else answer_by_definition)(log, windows))


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values]
    path.write_text("".join(lines), encoding="utf-8")


main()
