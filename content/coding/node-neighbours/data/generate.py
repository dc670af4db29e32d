"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` compares everybody with everybody and is nothing but the statement. `by_sweep` is a
fast algorithm of another make than the submissions', and is proved equal to it on small random
inputs before it answers for the large ones.
"""

import json
import pathlib
import random
from collections import Counter

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-four-tenants", [("eu", 40), ("us", 60), ("eu", 30), ("br", 70)], 100)
    write("sample/2-one-market", [("eu", 1), ("eu", 2), ("eu", 3)], 100)

    write("secret/01-no-tenants", [], 10)
    write("secret/02-single", [("eu", 5)], 10)
    write("secret/03-exactly-the-capacity", [("eu", 50), ("us", 50), ("br", 51), ("eu", 49), ("us", 100), ("br", 0)], 100)
    # At up to half of the capacity a tenant would fit together with itself.
    write("secret/04-not-with-itself", [("eu", 10), ("us", 50), ("br", 51), ("jp", 20)], 100)
    write("secret/05-same-market-apart", [("eu", 10), ("eu", 20), ("us", 10), ("eu", 80), ("us", 90)], 100)
    write("secret/06-equal-loads", [("eu", 30), ("eu", 30), ("eu", 30), ("us", 30), ("us", 30), ("br", 70)], 100)
    # Rising loads: partners stand before and behind a tenant in the list.
    write("secret/07-partners-on-both-sides", [("eu", 10), ("us", 20), ("br", 30), ("eu", 40), ("us", 50), ("br", 60)], 80)
    write("secret/08-too-large-for-a-node", [("eu", 101), ("us", 0), ("br", 100), ("eu", 10**6)], 100)
    write("secret/09-no-capacity", [("eu", 0), ("us", 0), ("eu", 1), ("br", 0)], 0)
    write("secret/10-not-in-order", [("us", 90), ("eu", 5), ("us", 15), ("br", 85), ("eu", 95), ("br", 10)], 100)
    write("secret/11-everybody-fits", [(market, 1) for market in ("eu", "us", "br", "jp") for _ in range(5)], 2)
    write("secret/12-large-loads", [(f"m{i % 3}", 10**6 - i % 5) for i in range(60)], 2 * 10**6 - 3)
    for number in range(13, 19):
        write(f"secret/{number}-random", *random_tenants(seed=number))
    for number in range(1, 6):
        write(f"secret/growth-{number}", *mostly_one_market(seed=number, count=32_000 >> 5 - number))
    write("secret/large-many-markets", *own_markets(count=9_000))

    invalid("1-upper-case", [[["EU", 5]], 10])
    invalid("2-load-too-large", [[["eu", 1_000_001]], 10])
    invalid("3-no-pair", [[["eu"]], 10])


def random_tenants(seed):
    chance = random.Random(seed)
    markets = [f"m{i}" for i in range(chance.randint(2, 9))]
    largest = chance.choice([3, 50, 10**6])
    tenants = [(chance.choice(markets), chance.randint(0, largest)) for _ in range(chance.randint(50, 250))]
    return tenants, chance.randint(largest // 2, largest * 3 // 2)


def mostly_one_market(seed, count):
    """Three of five tenants are of one market, so that going through a market is as bad as through all."""
    chance = random.Random(seed)
    markets = ["eu"] * 6 + ["us", "br", "jp", "in"]
    return [(chance.choice(markets), chance.randint(0, 9_999)) for _ in range(count)], 10_000


def own_markets(count):
    chance = random.Random(6)
    return [(f"m{i}", chance.randint(0, 999)) for i in range(count)], 1_000


def by_definition(tenants, capacity):
    return [
        sum(
            1
            for j, (other, load_of_other) in enumerate(tenants)
            if i != j and market != other and load + load_of_other <= capacity
        )
        for i, (market, load) in enumerate(tenants)
    ]


def by_sweep(tenants, capacity):
    """From the largest load down, everybody who fits is let in. A tenant's market is taken off
    again, and with it the tenant itself."""
    order = sorted(range(len(tenants)), key=lambda i: tenants[i][1])
    inside, inside_of, at = 0, Counter(), 0
    answer = [0] * len(tenants)
    for i in reversed(order):
        market, load = tenants[i]
        while at < len(order) and tenants[order[at]][1] + load <= capacity:
            inside += 1
            inside_of[tenants[order[at]][0]] += 1
            at += 1
        answer[i] = inside - inside_of[market]
    return answer


def prove_equal():
    chance = random.Random(1)
    for trial in range(600):
        tenants = [(chance.choice("abc"), chance.randint(0, 6)) for _ in range(chance.randint(0, 9))]
        capacity = chance.randint(0, 13)
        if by_sweep(tenants, capacity) != by_definition(tenants, capacity):
            raise SystemExit(f"by_sweep is wrong on {tenants} with {capacity}")


def write(name, tenants, capacity):
    answer = by_sweep(tenants, capacity)
    if len(tenants) <= 300 and by_definition(tenants, capacity) != answer:
        raise SystemExit(f"{name}: the two answers differ")
    put(f"{name}.in", [tenants, capacity])
    put(f"{name}.ans", answer)


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values]
    path.write_text("".join(f"{line}\n" for line in lines))


main()
