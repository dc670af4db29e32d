"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

The answers come from `answer_by_definition`, which is nothing but the statement's definition
and is kept apart from the submissions on purpose: what they share would not be noticed. For the
large cases it would take minutes, so their answers are known by how they are made.
"""

import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent


def main():
    write("sample/1-one-client", [(100, "ada", "r1"), (900, "ada", "r3"), (500, "ada", "r2"), (950, "bob", "r1")], 500, 1)
    write("sample/2-two-breaches", two_breaches(), 1_000, 2)

    write("secret/01-empty", [], 1_000, 3)
    write("secret/02-at-the-limit", at_the_limit(), 1_000, 3)
    write("secret/03-edge-of-the-window", edge_of_the_window(), 1_000, 2)
    write("secret/04-across-the-minute", across_the_minute(), 60_000, 5)
    write("secret/05-out-of-order", out_of_order(), 1_000, 3)
    write("secret/06-copies", copies(), 5_000, 2)
    write("secret/07-same-id-two-clients", same_id_two_clients(), 5_000, 1)
    write("secret/08-ties-by-name", ties_by_name(), 100, 1)
    write("secret/09-same-millisecond", [(7, "ada", f"r{i}") for i in range(5)], 1, 4)
    write("secret/10-far-future", far_future(), 10**9, 2)
    write("secret/11-calm-then-busy", calm_then_busy(), 1_000, 3)
    for number in range(12, 20):
        write(f"secret/{number}-random", *random_log(seed=number))
    for step in range(1, 6):
        write(f"secret/growth-{step}", *one_busy_client(20_000 >> (5 - step)))
    write("secret/large-many-clients", *many_clients())

    put("invalid_input/1-two-times.in", [[(5, "ada", "r1"), (6, "ada", "r1")], 1_000, 1])
    put("invalid_input/2-window-zero.in", [[], 0, 1])
    put("invalid_input/3-no-client.in", [[(5, "", "r1")], 1_000, 1])


def two_breaches():
    bob = [(at_ms, "bob", f"b{at_ms}") for at_ms in (200, 700, 1_100)]
    ada = [(at_ms, "ada", f"a{at_ms}") for at_ms in (0, 1_000, 2_000, 2_100, 2_200, 2_300)]
    return ada + bob + bob[:1]


def at_the_limit():
    """Exactly `limit` in one window is no breach."""
    return [(at_ms, "ada", f"r{at_ms}") for at_ms in (0, 400, 999)] + [(at_ms, "bob", f"r{at_ms}") for at_ms in (0, 300, 600, 999)]


def edge_of_the_window():
    """A request exactly `window_ms` old has left the window; one a millisecond younger has not."""
    return [(at_ms, "ada", f"r{at_ms}") for at_ms in (0, 500, 1_000)] + [(at_ms, "bob", f"r{at_ms}") for at_ms in (1, 500, 1_000)]


def across_the_minute():
    """Six in two seconds, half before a full minute and half after it."""
    return [(59_000 + 400 * i, "ada", f"r{i}") for i in range(6)] + [(60_000 * i, "bob", f"r{i}") for i in range(8)]


def out_of_order():
    log = [(10_000 + 200 * i, "ada", f"r{i}") for i in range(4)] + [(1_000 * i, "bob", f"r{i}") for i in range(12)]
    log += [(3_000 + 250 * i, "cyd", f"r{i}") for i in range(4)]
    return shuffled(log, 5)


def copies():
    """Ada's two requests came five times each; Bob's three are three."""
    log = 5 * [(0, "ada", "r1"), (1_000, "ada", "r2")] + [(1_000 * i, "bob", f"r{i}") for i in range(3)]
    return shuffled(log, 6)


def same_id_two_clients():
    return [(0, "ada", "r1"), (1_000, "bob", "r1"), (2_000, "bob", "r2"), (3_000, "ada", "r2")]


def ties_by_name():
    names = ["zoe", "Zoe", "a-1", "a1", "10", "9", "bob"]
    return shuffled([(at_ms, name, f"r{at_ms}") for name in names for at_ms in (1_000, 1_050)] + [(990, "late", "x"), (1_051, "late", "y")], 8)


def far_future():
    return [(10**12 - i * 10**8, client, f"r{i}") for client in ("ada", "bob") for i in range(12 if client == "ada" else 2)]


def calm_then_busy():
    """The first breach is wanted, although later ones are worse."""
    calm = [(2_000 * i, "ada", f"c{i}") for i in range(20)]
    first = [(50_000 + 300 * i, "ada", f"f{i}") for i in range(4)]
    worse = [(90_000 + 10 * i, "ada", f"w{i}") for i in range(30)]
    return worse + calm + first


def random_log(seed):
    chance = random.Random(seed)
    clients = [f"c{i}" for i in range(chance.randint(1, 12))]
    span_ms = chance.choice([50, 2_000, 100_000])
    log = []
    for i in range(chance.randint(50, 400)):
        log.append((chance.randint(0, span_ms), chance.choice(clients), f"r{i}"))
    # The same ids for other clients, and copies from the collector.
    taken = {(client, request_id) for _, client, request_id in log}
    for at_ms, _, request_id in chance.sample(log, len(log) // 4):
        client = chance.choice(clients)
        if (client, request_id) not in taken:
            taken.add((client, request_id))
            log.append((at_ms, client, request_id))
    log += chance.choices(log, k=len(log) // 3)
    return shuffled(log, seed), chance.randint(1, span_ms // 2), chance.randint(1, 8)


def one_busy_client(count):
    """All requests within one window, and a limit that they just reach: nothing to report early."""
    return shuffled([(1_000 + i, "ada", f"r{i}") for i in range(count)], 20), 10**6, count, []


def many_clients():
    """Clients with two requests each, every tenth of which comes twice within the window."""
    log, answer = [], []
    for i in range(10_000):
        client, first_ms = f"c{i:05}", 1_000_000 + 7 * i
        apart_ms = 999 if i % 10 == 0 else 1_000
        log += [(first_ms, client, "a"), (first_ms + apart_ms, client, "b")]
        if i % 10 == 0:
            answer.append((client, first_ms + apart_ms))
    return shuffled(log, 21), 1_000, 1, answer


def shuffled(log, seed):
    log = list(log)
    random.Random(seed).shuffle(log)
    return log


def answer_by_definition(log, window_ms, limit):
    requests = set(log)
    answer = {}
    for at_ms, client, _ in requests:
        inside = sum(1 for then, who, _ in requests if who == client and at_ms - window_ms < then <= at_ms)
        if inside > limit:
            answer[client] = min(at_ms, answer.get(client, at_ms))
    return sorted(answer.items(), key=lambda pair: (pair[1], pair[0]))


def write(name, log, window_ms, limit, answer=None):
    if answer is None:
        answer = answer_by_definition(log, window_ms, limit)
    put(f"{name}.in", [log, window_ms, limit])
    put(f"{name}.ans", answer)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values]
    path.write_text("".join(lines), encoding="utf-8")


main()
