"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

Small answers come from `answer_by_definition`, which does step by step what the statement says. In the
large cases every stream joins in time, so that their answer is all lines, sorted and counted.
"""

import json
import pathlib
import random
from collections import Counter

DATA = pathlib.Path(__file__).parent


def main():
    write("sample/1-one-joins-late", [(0, [(10, "a"), (30, "c")]), (1, [(10, "a"), (20, "b"), (30, "c")])])
    write("sample/2-waiting-for-nobody", [(5, [(1, "x"), (9, "y")]), (0, [(4, "a"), (4, "a"), (4, "b")])])

    write("secret/01-no-streams", [])
    write("secret/02-empty-streams", [(0, []), (3, []), (0, [(1, "a")]), (9, [])])
    write("secret/03-older-than-the-file", [(0, [(10, "a"), (20, "b"), (30, "c")]), (2, [(5, "x"), (15, "y"), (25, "z"), (40, "w")])])
    write("secret/04-one-event-two-times", [(0, [(10, "a"), (20, "a"), (30, "b")]), (0, [(15, "a"), (20, "a")])])
    write("secret/05-copy-of-the-last-line", [(0, [(10, "a"), (20, "b")]), (1, [(10, "a"), (10, "b"), (20, "b")])])
    write("secret/06-next-to-join", [(0, [(1, "a")]), (7, [(0, "b"), (3, "c")]), (7, [(2, "d")]), (20, [(9, "e"), (2, "f")][::-1])])
    write("secret/07-same-time-by-event", [(0, [(5, "b"), (5, "c")]), (0, [(5, "a"), (5, "b-")]), (0, [(5, "10"), (5, "9")])])
    write("secret/08-repeated-in-one-stream", [(0, 3 * [(5, "a")] + [(6, "a")]), (0, 2 * [(5, "a")])])
    write("secret/09-joins-just-in-time", [(0, [(1, "a"), (2, "b"), (3, "c")]), (2, [(2, "c"), (3, "c")]), (1, [(2, "b")])])
    write("secret/10-all-too-late", [(0, [(50, "a"), (60, "b")]), (2, [(10, "x"), (60, "b")]), (1, [(49, "z"), (50, "a")])])
    write("secret/11-ten-streams-one-line", [(0, [(7, "up")])] * 10 + [(1, [(7, "up"), (8, "up")])])
    write("secret/12-copies-do-not-count-as-written", [(0, [(1, "a"), (4, "d")]), (0, [(1, "a"), (3, "c")]), (2, [(2, "b"), (5, "e")])])
    for number in range(13, 19):
        write(f"secret/{number}-random", random_streams(number))
    for step in range(1, 6):
        write(f"secret/growth-{step}", *many_short_streams(20_000 >> (5 - step)))
    write("secret/large-long-streams", *long_streams())

    put("invalid_input/1-not-sorted.in", [[(0, [(5, "a"), (4, "b")])]])
    put("invalid_input/2-joins-before-the-start.in", [[(-1, [])]])
    put("invalid_input/3-no-event.in", [[(0, [(1, "")])]])


def random_streams(seed):
    chance = random.Random(seed)
    span = chance.choice([8, 40, 300])
    streams = []
    for _ in range(chance.randint(2, 12)):
        lines = [(chance.randint(0, span), chance.choice("abcd")) for _ in range(chance.randint(0, 25))]
        streams.append((chance.choice([0, 0, chance.randint(0, 40), chance.randint(0, 200)]), sorted(lines)))
    return streams


def many_short_streams(count):
    """Four lines in each stream, spread over all of the time, so that nearly all streams stay open to the end."""
    chance = random.Random(count)
    streams = []
    for _ in range(count // 4):
        lines = [(quarter * 10**6 + chance.randint(0, 10**6), f"e{chance.randint(0, 99)}") for quarter in (0, 8, 9)]
        streams.append((0, sorted([*lines, (10**7 + chance.randint(0, 9), "end")])))
    return streams, counted(streams)


def long_streams():
    chance = random.Random(5)
    streams = [(0, sorted((chance.randint(0, 15_000), "e") for _ in range(2_000))) for _ in range(9)]
    return streams, counted(streams)


def counted(streams):
    copies = Counter(line for _, lines in streams for line in lines)
    return [(*line, copies[line]) for line in sorted(copies)]


def answer_by_definition(streams):
    waiting = [(joins_after, list(lines)) for joins_after, lines in streams]
    joined, written = [], []
    while True:
        joining = [stream for stream in waiting if stream[0] <= len(written)]
        if not joining and not any(joined):
            if not waiting:
                return written
            joining = [stream for stream in waiting if stream[0] == min(other[0] for other in waiting)]
        waiting = [stream for stream in waiting if stream not in joining]
        for _, lines in joining:
            joined.append([line for line in lines if not written or line > written[-1][:2]])
        if not any(joined):
            continue
        smallest = min(lines[0] for lines in joined if lines)
        copies = sum(lines.count(smallest) for lines in joined)
        joined = [[line for line in lines if line != smallest] for lines in joined]
        written.append((*smallest, copies))


def write(name, streams, answer=None):
    put(f"{name}.in", [streams])
    put(f"{name}.ans", answer_by_definition(streams) if answer is None else answer)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values]
    path.write_text("".join(lines), encoding="utf-8")


main()
