"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` tries every choice of jobs, and for each whether some job can be the last and the
others go before it. It is exponential. `shortest_first` answers for the large cases without any
heap: it takes the shortest job as long as the choice stays possible, and a tree over the due times
tells whether it does. It is proved equal on small random queues first.
"""

import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-one-for-two", [(5, 106), (3, 107), (4, 108)], 100)
    write("sample/2-equal-durations", [(2, 5), (2, 4), (2, 4)], 0)
    write("sample/3-all-too-late", [(3, 12), (1, 10), (1, 4)], 10)

    write("secret/01-empty", [], 5)
    write("secret/02-ends-exactly-when-due", [(4, 10), (6, 20), (4, 14)], 6)
    write("secret/03-one-ms-late", [(4, 9), (7, 20)], 6)
    write("secret/04-long-one-in-the-way", [(9, 10), (2, 11), (2, 12), (3, 13), (3, 14)], 0)
    # Run in order of length, the short one with the late due time would come first.
    write("secret/05-short-but-not-urgent", [(2, 50), (5, 6), (6, 11)], 0)
    # Dropping the later of the equally long ones, although it is the one just looked at.
    write("secret/06-newcomer-is-the-later", [(3, 3), (3, 4), (3, 5)], 0)
    # The job just looked at stands earlier in the list than an equally long one with an earlier due time.
    write("secret/07-newcomer-is-the-earlier", [(4, 11), (4, 9), (3, 20), (4, 8)], 0)
    # Two equally long ones are there, and a shorter one pushes one of them out.
    write("secret/08-two-equals-one-goes", [(5, 11), (5, 10), (1, 10), (1, 11)], 0)
    write("secret/09-due-before-the-start", [(1, 3), (2, 49), (7, 58), (3, 60), (5, 50)], 50)
    # Counted from zero, everything would fit.
    write("secret/10-late-start", [(10, 1010), (4, 1008), (4, 1009)], 1000)
    write("secret/11-all-fit", [(3, 30), (2, 5), (9, 20), (1, 2), (4, 40)], 1)
    write("secret/12-large-numbers", [(10**9 - i % 3, 10**14 - 5 * 10**9 + i) for i in range(12)], 10**14 - 10**10)
    # A long one waits through several dues before it is regretted.
    write("secret/13-regretted-late", [(8, 9), (1, 10), (2, 12), (2, 13), (2, 14), (2, 15)], 0)
    for number in range(14, 20):
        write(f"secret/{number}-random", *random_queue(seed=number, count=13))
    for number in range(1, 6):
        write(f"secret/growth-{number}", *queue(seed=number, count=30_000 >> 5 - number))
    write("secret/large-equal-durations", *equals(15_000))

    invalid("1-no-duration", [[[0, 5]], 0])
    invalid("2-due-below-zero", [[[1, -5]], 0])
    invalid("3-no-pair", [[[1, 2, 3]], 0])


def random_queue(seed, count):
    chance = random.Random(seed)
    start = chance.randint(0, 40)
    longest = 3 if seed % 2 else 12
    jobs = [(chance.randint(1, longest), start + chance.randint(0, count * longest // 4)) for _ in range(count)]
    return jobs, start


def queue(seed, count):
    """Two thirds of the jobs can be kept, and all lengths come up at all times."""
    chance = random.Random(seed)
    start = 1_000
    return [(chance.randint(1, 999), start + chance.randint(1, count * 250)) for _ in range(count)], start


def equals(count):
    chance = random.Random(count)
    return [(chance.randint(6, 7), chance.randint(1, count * 4)) for _ in range(count)], 0


def by_definition(jobs, start):
    count = len(jobs)
    total = [0] * (1 << count)
    possible = [True] * (1 << count)
    best = (0, 0, [])
    for choice in range(1, 1 << count):
        chosen = [i for i in range(count) if choice >> i & 1]
        total[choice] = sum(jobs[i][0] for i in chosen)
        # Some job is the last, and the others are on time before it.
        possible[choice] = any(start + total[choice] <= jobs[i][1] and possible[choice ^ 1 << i] for i in chosen)
        if possible[choice]:
            best = min(best, (-len(chosen), total[choice], chosen))
    return best[2]


def shortest_first(jobs, start):
    by_due = sorted(range(len(jobs)), key=lambda i: jobs[i][1])
    size = 1
    while size < len(jobs):
        size *= 2
    # low[node]: the least time to spare below the node; used[node]: taken from all below it.
    low, used = [10**18] * (2 * size), [0] * (2 * size)
    leaf = {}
    for rank, i in enumerate(by_due):
        leaf[i] = size + rank
        low[size + rank] = max(0, jobs[i][1] - start)
    for node in range(size - 1, 0, -1):
        low[node] = min(low[2 * node], low[2 * node + 1])
    kept = []
    for i in sorted(range(len(jobs)), key=lambda i: (jobs[i][0], i)):
        duration = jobs[i][0]
        node = leaf[i]
        spare = low[node]
        while node > 1:
            if node % 2 == 0:
                spare = min(spare, low[node + 1])
            node //= 2
            spare -= used[node]
        if spare < duration:
            continue
        kept.append(i)
        node = leaf[i]
        low[node] -= duration
        while node > 1:
            if node % 2 == 0:
                low[node + 1] -= duration
                used[node + 1] += duration
            node //= 2
            low[node] = min(low[2 * node], low[2 * node + 1]) - used[node]
    return sorted(kept)


def prove_equal():
    chance = random.Random(1)
    for _ in range(600):
        count = chance.randint(0, 8)
        longest = chance.choice([2, 4, 9])
        start = chance.randint(0, 5)
        jobs = [(chance.randint(1, longest), chance.randint(0, 5 + count * longest // 2)) for _ in range(count)]
        if shortest_first(jobs, start) != by_definition(jobs, start):
            raise SystemExit(f"shortest_first is wrong on {jobs}, {start}")


def write(name, jobs, start):
    answer = shortest_first(jobs, start)
    if len(jobs) <= 13 and answer != by_definition(jobs, start):
        raise SystemExit(f"{name}: the two answers differ")
    put(f"{name}.in", [jobs, start])
    put(f"{name}.ans", answer)


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values]
    path.write_text("".join(f"{line}\n" for line in lines))


main()
