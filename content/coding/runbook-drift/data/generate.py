"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` tries every explanation and is nothing but the statement. `by_shortest_path` is an
algorithm of another make than the submissions', and is proved equal to it on small random
runbooks before it answers for the large ones.
"""

import heapq
import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    release = [("build", 5), ("migrate", 9), ("deploy", 9), ("notify", 1)]
    write("sample/1-release", release, ["build", "deploy", "migrate"], 4, 6)
    write("sample/2-moved-to-the-end", release, ["migrate", "deploy", "notify", "build"], 4, 6)

    write("secret/01-both-empty", [], [], 3, 3)
    write("secret/02-nothing-executed", steps("abcd", [1, 20, 300, 4_000]), [], 5, 5)
    write("secret/03-nothing-planned", [], list("abc"), 7, 1)
    write("secret/04-as-planned", steps("abcabc", [1, 2, 3, 4, 5, 6]), list("abcabc"), 9, 9)
    # Waiting for the planned step to turn up explains three unplanned ones where one was skipped.
    write("secret/05-skip-or-wait", steps("abcda", [2, 50, 50, 50, 3]), list("bcdaa"), 30, 90)
    write("secret/06-exchanged-neighbours", steps("abcdef", [9, 9, 9, 9, 9, 9]), list("badcfe"), 9, 4)
    # Exchanging is possible everywhere and never worth it.
    write("secret/07-dear-exchange", steps("abcd", [2, 3, 2, 3]), list("badc"), 4, 50)
    # Only one half of an exchange is there.
    write("secret/08-half-an-exchange", steps("abxy", [8, 8, 8, 8]), list("bcya"), 8, 1)
    write("secret/09-not-neighbours", steps("abc", [7, 9, 8]), list("cba"), 6, 2)
    write("secret/10-replaced", steps("abc", [10, 12, 10]), list("axc"), 11, 3)
    # Three in a row: the middle one can take part in one exchange only.
    write("secret/11-moved-by-two", steps("abc", [5, 5, 5]), list("bca"), 4, 3)
    write("secret/12-repeated-names", steps("aabaab", [3, 4, 5, 6, 7, 8]), list("abaaba"), 5, 2)
    write("secret/13-free-costs", steps("abcabd", [0, 5, 0, 7, 0, 9]), list("dbacba"), 0, 0)
    write("secret/14-large-costs", steps("abcd" * 150, [10**6, 999_999, 10**6, 999_998] * 150), list("wxyz" * 150), 10**6, 10**6)
    for number in range(15, 21):
        write(f"secret/{number}-random", *random_runbook(seed=number))
    for number in range(1, 6):
        write(f"secret/growth-{number}", *drifted(seed=number, count=704 >> 5 - number))

    invalid("1-upper-case", [[["Build", 1]], [], 1, 1])
    invalid("2-negative-weight", [[["build", -1]], [], 1, 1])
    invalid("3-no-name", [[["build", 1]], [""], 1, 1])


def steps(names, weights):
    return list(zip(names, weights))


def random_runbook(seed):
    chance = random.Random(seed)
    names = chance.choice(["ab", "abcd", "abcdefghij"])
    planned = [(chance.choice(names), chance.randint(0, 9)) for _ in range(chance.randint(20, 60))]
    executed = [name for name, _ in planned]
    for _ in range(len(planned) // 4):
        at = chance.randrange(len(executed) - 1)
        kind = chance.randrange(3)
        if kind == 0:
            executed[at], executed[at + 1] = executed[at + 1], executed[at]
        elif kind == 1:
            del executed[at]
        else:
            executed.insert(at, chance.choice(names))
    return planned, executed, chance.randint(0, 9), chance.randint(0, 9)


def drifted(seed, count):
    chance = random.Random(seed)
    planned = [(f"s{chance.randrange(40)}", chance.randint(1, 99)) for _ in range(count)]
    executed = [name for name, _ in planned]
    for _ in range(count // 3):
        at = chance.randrange(count - 1)
        executed[at], executed[at + 1] = executed[at + 1], executed[at]
        executed[chance.randrange(count)] = f"s{chance.randrange(60)}"
    return planned, executed, 40, 45


def by_definition(planned, executed, extra_cost, exchange_cost):
    """Every explanation, one action after the other."""
    if not planned and not executed:
        return 0
    costs = []
    if planned:
        costs.append(planned[0][1] + by_definition(planned[1:], executed, extra_cost, exchange_cost))
    if executed:
        costs.append(extra_cost + by_definition(planned, executed[1:], extra_cost, exchange_cost))
    if planned and executed and planned[0][0] == executed[0]:
        costs.append(by_definition(planned[1:], executed[1:], extra_cost, exchange_cost))
    if len(planned) > 1 and [name for name, _ in planned[:2]] == executed[1::-1]:
        costs.append(exchange_cost + by_definition(planned[2:], executed[2:], extra_cost, exchange_cost))
    return min(costs)


def by_shortest_path(planned, executed, extra_cost, exchange_cost):
    """How much of both lists is used up is a place, an action a road: Dijkstra's algorithm."""
    goal = len(planned), len(executed)
    heap, done = [(0, 0, 0)], set()
    while True:
        cost, i, j = heapq.heappop(heap)
        if (i, j) == goal:
            return cost
        if (i, j) in done:
            continue
        done.add((i, j))
        if i < goal[0]:
            heapq.heappush(heap, (cost + planned[i][1], i + 1, j))
        if j < goal[1]:
            heapq.heappush(heap, (cost + extra_cost, i, j + 1))
        if i < goal[0] and j < goal[1] and planned[i][0] == executed[j]:
            heapq.heappush(heap, (cost, i + 1, j + 1))
        if i + 1 < goal[0] and j + 1 < goal[1]:
            if planned[i][0] == executed[j + 1] and planned[i + 1][0] == executed[j]:
                heapq.heappush(heap, (cost + exchange_cost, i + 2, j + 2))


def prove_equal():
    chance = random.Random(1)
    for trial in range(400):
        planned = [(chance.choice("abc"), chance.randint(0, 5)) for _ in range(chance.randint(0, 6))]
        executed = [chance.choice("abc") for _ in range(chance.randint(0, 6))]
        costs = chance.randint(0, 5), chance.randint(0, 7)
        if by_shortest_path(planned, executed, *costs) != by_definition(planned, executed, *costs):
            raise SystemExit(f"by_shortest_path is wrong on {planned}, {executed} with {costs}")


def write(name, planned, executed, extra_cost, exchange_cost):
    answer = by_shortest_path(planned, executed, extra_cost, exchange_cost)
    if len(planned) + len(executed) <= 12 and by_definition(planned, executed, extra_cost, exchange_cost) != answer:
        raise SystemExit(f"{name}: the two answers differ")
    put(f"{name}.in", [planned, executed, extra_cost, exchange_cost])
    put(f"{name}.ans", [answer])


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values]
    path.write_text("".join(f"{line}\n" for line in lines))


main()
