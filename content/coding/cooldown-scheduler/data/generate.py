"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

Small answers come from `answer_by_definition`, which looks at every job at every choice. In the large cases
one tenant has half of the jobs and every other tenant a single one, so that two sorted lists are enough.
"""

import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent


def main():
    for seed in range(1_000, 1_060):
        jobs, cooldown_ms, answer = one_large_tenant(60, seed)
        assert answer == answer_by_definition(jobs, cooldown_ms), seed

    write("sample/1-three-tenants", [(0, "ada", 9, 10), (0, "ada", 9, 10), (0, "bob", 1, 30), (5, "cyd", 2, 10)], 15)
    write("sample/2-nothing-to-do", [(3, "ada", 1, 4), (4, "ada", 1, 4), (40, "bob", 1, 1)], 10)

    write("secret/01-empty", [], 5)
    write("secret/02-no-cooldown", [(0, "ada", 1, 5), (1, "ada", 3, 5), (2, "ada", 2, 5), (2, "bob", 2, 5)], 0)
    write("secret/03-urgent-but-cooling", [(0, "ada", 9, 5), (0, "ada", 9, 5), (0, "bob", 1, 5), (0, "cyd", 1, 5), (0, "dan", 1, 5)], 12)
    write("secret/04-exactly-cooled", [(0, "ada", 5, 10), (0, "ada", 9, 10), (0, "bob", 1, 20), (0, "cyd", 1, 5)], 20)
    write("secret/05-from-its-end", [(0, "ada", 9, 30), (0, "ada", 9, 5), (0, "bob", 1, 5), (0, "cyd", 1, 5), (0, "dan", 1, 50)], 10)
    write("secret/06-a-better-one-arrives", [(0, "x", 9, 10), (1, "ada", 2, 5), (2, "bob", 3, 5), (3, "ada", 7, 5), (4, "bob", 4, 5)], 3)
    write("secret/07-equal-priorities", [(0, "zoe", 5, 3), (0, "ada", 5, 3), (0, "mia", 5, 3), (0, "zoe", 5, 3), (0, "ada", 5, 3)], 2)
    write("secret/08-idle-until-arrival", [(0, "ada", 1, 2), (0, "ada", 9, 2), (7, "bob", 1, 2), (100, "cyd", 1, 1)], 50)
    write("secret/09-one-tenant", [(i, "ada", i % 4, 3) for i in range(12)], 10)
    write("secret/10-all-at-one-moment", [(10, "ada", 1, 5), (15, "bob", 3, 5), (15, "ada", 9, 5), (20, "cyd", 2, 5), (25, "ada", 4, 1)], 5)
    write("secret/11-later-is-more-urgent", [(0, "ada", 1, 100), (10, "bob", 1, 5), (60, "ada", 8, 5), (99, "cyd", 9, 5), (100, "dan", 10, 5), (101, "eve", 11, 5)], 6)
    write("secret/12-far-apart", [(0, "ada", 1, 10**4), (1, "ada", 1, 10**4), (10**9, "ada", 0, 1), (10**9, "bob", 10**6, 1)], 10**5)
    for number in range(13, 19):
        write(f"secret/{number}-random", *random_jobs(number))
    for step in range(1, 6):
        write(f"secret/growth-{step}", *one_large_tenant(16_000 >> (5 - step), step))

    put("invalid_input/1-back-in-time.in", [[(5, "ada", 1, 1), (4, "ada", 1, 1)], 1])
    put("invalid_input/2-no-time-to-run.in", [[(5, "ada", 1, 0)], 1])
    put("invalid_input/3-capital-letters.in", [[(5, "Ada", 1, 1)], 1])


def random_jobs(seed):
    chance = random.Random(seed)
    span, longest = chance.choice([10, 200, 1_500]), chance.choice([3, 20])
    tenants = [f"t{i}" for i in range(chance.randint(1, 8))]
    jobs = [
        (at_ms, chance.choice(tenants), chance.randint(0, chance.choice([3, 50])), chance.randint(1, longest))
        for at_ms in sorted(chance.randint(0, span) for _ in range(chance.randint(20, 110)))
    ]
    return jobs, chance.choice([0, 5, longest, 4 * longest])


def one_large_tenant(count, seed):
    """All are known at 0. The large tenant's jobs are the most urgent, and wait in front all the time."""
    chance = random.Random(seed)
    cooldown_ms = 9
    jobs = []
    for i in range(count):
        tenant, most = ("all", 2_000) if i % 2 else (f"t{i}", 1_000)
        jobs.append((0, tenant, most - chance.randint(0, 999), chance.randint(1, 9)))
    ranked = sorted(range(count), key=lambda job: (-jobs[job][2], job))
    large = [job for job in reversed(ranked) if job % 2]
    small = [job for job in reversed(ranked) if job % 2 == 0]
    answer, now_ms, large_from_ms = [], 0, 0
    while large or small:
        if large and (large_from_ms <= now_ms or not small):
            job = large.pop()
            now_ms = max(now_ms, large_from_ms)
            large_from_ms = now_ms + jobs[job][3] + cooldown_ms
        else:
            job = small.pop()
        answer.append((job, now_ms))
        now_ms += jobs[job][3]
    return jobs, cooldown_ms, answer


def answer_by_definition(jobs, cooldown_ms):
    waiting, free_from, answer, now_ms = set(range(len(jobs))), {}, [], 0
    while waiting:
        earliest = {job: max(now_ms, jobs[job][0], free_from.get(jobs[job][1], 0)) for job in waiting}
        now_ms = min(earliest.values())
        job = min((job for job in waiting if earliest[job] == now_ms), key=lambda job: (-jobs[job][2], job))
        waiting.remove(job)
        answer.append((job, now_ms))
        now_ms += jobs[job][3]
        free_from[jobs[job][1]] = now_ms + cooldown_ms
    return answer


def write(name, jobs, cooldown_ms, answer=None):
    put(f"{name}.in", [jobs, cooldown_ms])
    put(f"{name}.ans", answer_by_definition(jobs, cooldown_ms) if answer is None else answer)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values]
    path.write_text("".join(lines), encoding="utf-8")


main()
