"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

Small answers come from `answer_by_definition`, which looks back for the report before each report and
ranks by counting who is ahead. Large cases are made from totals that are chosen first (`from_totals`),
so that their answers are known without adding up any report.
"""

import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent


def main():
    write("sample/1-a-restart", [("n1", "ada", 70), ("n2", "ada", 5), ("n1", "ada", 90), ("n2", "ada", 3), ("n1", "bob", 1)], 2)
    write("sample/2-tie-at-the-end", tie_at_the_end(), 2)

    write("secret/01-empty", [], 3)
    write("secret/02-first-reports-only", [("n1", "ada", 500), ("n2", "ada", 3), ("n1", "bob", 1)], 1)
    write("secret/03-restart-twice", [("n1", "ada", count) for count in (10, 40, 5, 25, 4)] + counter("n1", "bob", 0, 55), 1)
    write("secret/04-two-nodes-one-client", interleaved(counter("n1", "ada", 100, 110, 120), counter("n2", "ada", 3, 4, 5)) + counter("n1", "bob", 0, 30), 2)
    write("secret/05-more-than-k", [*counter("n1", "zoe", 1, 8), *counter("n1", "bob", 2, 9), *counter("n2", "ada", 0, 7), *counter("n1", "top", 0, 9), *counter("n1", "low", 0, 6)], 2)
    write("secret/06-silent-clients", counter("n1", "ada", 5, 5, 5) + counter("n1", "bob", 0, 1) + counter("n2", "cyd", 0, 0), 5)
    write("secret/07-restart-to-zero", counter("n1", "ada", 9, 0, 0, 2) + counter("n2", "bob", 3, 0), 3)
    write("secret/08-names-that-look-like-numbers", [report for name in ("10", "9", "a", "a-1", "a1", "-") for report in counter("n1", name, 4, 6)], 3)
    write("secret/09-everybody-equal", [report for i in range(40) for report in counter(f"n{i % 3}", f"c{i}", i, i + 5)], 1)
    write("secret/10-large-counts", [report for node in range(30) for report in counter(f"n{node}", "ada", 0, 10**9, 0, 10**9)] + counter("n0", "bob", 0, 10**9), 2)
    write("secret/11-node-and-client-alike", counter("ab", "c", 10, 20) + counter("a", "bc", 1, 2) + counter("c", "ab", 7, 9), 2)
    write("secret/12-delivered-twice", [report for report in counter("n1", "ada", 4, 9, 2, 6) for _ in range(2)] + counter("n1", "bob", 1, 12), 1)
    for number in range(13, 19):
        write(f"secret/{number}-random", *random_reports(number))
    for step in range(1, 6):
        write(f"secret/growth-{step}", *from_totals(20_000 >> (5 - step), k=100))
    write("secret/large-long-list", *from_totals(20_000, k=9_500, counters_per_client=1))

    put("invalid_input/1-no-place.in", [[], 0])
    put("invalid_input/2-negative-count.in", [[("n1", "ada", -1)], 1])
    put("invalid_input/3-capital-letters.in", [[("N1", "ada", 1)], 1])


def counter(node, client, *counts):
    return [(node, client, count) for count in counts]


def interleaved(*of_nodes):
    return [report for together in zip(*of_nodes) for report in together]


def tie_at_the_end():
    return [*counter("n1", "cyd", 0, 4), *counter("n1", "bob", 6, 10), *counter("n1", "ada", 1, 9), *counter("n2", "eve", 2, 2), *counter("n2", "dan", 0, 3)]


def random_reports(seed):
    """Steps are small and alike, so that equal totals are frequent."""
    chance = random.Random(seed)
    counters = {(f"n{chance.randint(1, 4)}", f"c{chance.randint(1, 30)}"): chance.randint(0, 30) for _ in range(chance.randint(3, 70))}
    reports = []
    for _ in range(chance.randint(40, 300)):
        node, client = chance.choice(list(counters))
        if chance.random() < 0.03:
            for other in counters:
                counters[other] = 0 if other[0] == node else counters[other]
        counters[node, client] += chance.choice([0, 1, 1, 2, 3, 8])
        reports.append((node, client, counters[node, client]))
    return reports, chance.randint(1, 12)


def from_totals(count, k, counters_per_client=1.5):
    """`count` reports of half as many counters: first where they stand, and then, in another order, where they come to."""
    chance = random.Random(count + k)
    before, after, totals = [], [], {}
    clients = round(count / 2 / counters_per_client)
    for i in range(count // 2):
        node, client = f"n{i // clients}-{i % 5}", f"c{i % clients}"
        stood, added = chance.randint(0, 900), chance.randint(0, 900)
        # Either it grew by `added`, or it restarted and came to less than where it stood.
        came_to = added if added < stood and chance.random() < 0.5 else stood + added
        before.append((node, client, stood))
        after.append((node, client, came_to))
        totals[client] = totals.get(client, 0) + added
    assert len({report[:2] for report in before}) == len(before)
    chance.shuffle(before)
    chance.shuffle(after)
    ranked = sorted((-total, client) for client, total in totals.items() if total > 0)
    cut = ranked[min(k, len(ranked)) - 1][0]
    return before + after, k, [(client, -minus) for minus, client in ranked if minus <= cut]


def answer_by_definition(reports, k):
    totals = {}
    for place, (node, client, count) in enumerate(reports):
        earlier = [value for who, whose, value in reports[:place] if (who, whose) == (node, client)]
        if earlier:
            added = count if count < earlier[-1] else count - earlier[-1]
            totals[client] = totals.get(client, 0) + added
    # A client is listed when fewer than k clients have more.
    listed = [
        (client, total)
        for client, total in totals.items()
        if total > 0 and sum(other > total for other in totals.values()) < k
    ]
    return sorted(listed, key=lambda pair: (-pair[1], pair[0]))


def write(name, reports, k, answer=None):
    if answer is None:
        answer = answer_by_definition(reports, k)
    put(f"{name}.in", [reports, k])
    put(f"{name}.ans", answer)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values]
    path.write_text("".join(lines), encoding="utf-8")


main()
