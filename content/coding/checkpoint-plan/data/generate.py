"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` tries every set of checkpoints and is nothing but the statement. `by_heap` is a fast
algorithm of another make than the submissions', and is proved equal to it on small random logs
before it answers for the large ones.
"""

import heapq
import json
import pathlib
import random
from itertools import combinations

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-one-checkpoint", [(5, 3), (5, 1), (5, 4), (5, 1)], 3, 10)
    write("sample/2-bytes-and-events", [(1, 9), (1, 2), (8, 7), (1, 1), (1, 1), (1, 5), (1, 3)], 3, 9)

    write("secret/01-no-events", [], 3, 10)
    write("secret/02-fits-without", [(5, 1), (5, 0), (5, 1)], 3, 15)
    write("secret/03-after-every-event", [(7, 3), (7, 1), (7, 2), (7, 9)], 4, 7)
    write("secret/04-exactly-the-bounds", [(4, 8), (4, 8), (4, 2), (4, 8), (4, 8), (4, 8)], 3, 12)
    # Without its cost the last event would be a good place; nothing is needed there.
    write("secret/05-end-needs-none", [(1, 5), (1, 6), (1, 7), (1, 0)], 2, 10)
    write("secret/06-free-checkpoints", [(3, 0), (3, 0), (3, 4), (3, 0), (3, 0), (3, 0), (3, 1), (3, 0)], 3, 9)
    # Going as far as the bounds allow ends on dear places each time.
    write("secret/07-farthest-is-dear", [(1, 2), (1, 2), (1, 90), (1, 2), (1, 3), (1, 80), (1, 4), (1, 70)], 3, 99)
    # The cheapest place within reach leads to a dear stretch.
    write("secret/08-cheapest-is-a-trap", [(1, 1), (1, 5), (1, 6), (1, 60), (1, 60), (1, 2), (1, 9), (1, 9)], 3, 99)
    write("secret/09-one-big-event", [(1, 4), (1, 3), (1, 2), (97, 5), (1, 3), (1, 1), (1, 6), (1, 1)], 4, 100)
    write("secret/10-equal-sums", equal_sums(), 4, 1_000)
    write("secret/11-earliest-of-equal-plans", [(1, 3)] * 11, 4, 1_000)
    write("secret/12-only-bytes-bind", [(1 + i * 7 % 5, 3 + i * 5 % 7) for i in range(14)], 60_000, 9)
    write("secret/13-large-costs", [(10**6, 10**6 - i % 2) for i in range(300)], 60_000, 3 * 10**6)
    for number in range(14, 20):
        write(f"secret/{number}-random", *random_log(seed=number))
    for number in range(1, 6):
        count = 56_000 >> 5 - number
        write(f"secret/growth-{number}", rising_log(seed=number, count=count), count // 2, 10**12)
    write("secret/large-short-reach", [(1 + i * 7_919 % 97, i * 7_907 % 50) for i in range(20_000)], 60, 2_000)

    invalid("1-size-zero", [[[0, 1]], 3, 10])
    invalid("2-event-too-big", [[[11, 1]], 3, 10])
    invalid("3-no-reach", [[[1, 1]], 0, 10])


def equal_sums():
    """One checkpoint of 4 or two of 2: the sum is the same."""
    return [(1, 2), (1, 9), (1, 4), (1, 9), (1, 2), (1, 9), (1, 9)]


def random_log(seed):
    chance = random.Random(seed)
    dearest, largest = chance.choice([2, 9, 1_000]), chance.choice([1, 20, 500])
    events = [(chance.randint(1, largest), chance.randint(0, dearest)) for _ in range(chance.randint(50, 400))]
    return events, chance.randint(2, 40), largest * chance.randint(1, 15)


def rising_log(seed, count):
    """The service gets busier: an old place stays the cheapest until it is out of reach."""
    chance = random.Random(seed)
    return [(chance.randint(1, 99), 1_000 + i + chance.randint(0, 9)) for i in range(count)]


def is_allowed(events, checkpoints, max_events, max_bytes):
    replayed = replayed_bytes = 0
    for number, (size, _) in enumerate(events, start=1):
        replayed += 1
        replayed_bytes += size
        if replayed > max_events or replayed_bytes > max_bytes:
            return False
        if number in checkpoints:
            replayed = replayed_bytes = 0
    return True


def by_definition(events, max_events, max_bytes):
    plans = (
        (sum(events[number - 1][1] for number in plan), plan[::-1])
        for count in range(len(events) + 1)
        for plan in combinations(range(1, len(events) + 1), count)
        if is_allowed(events, set(plan), max_events, max_bytes)
    )
    return list(min(plans)[1][::-1])


def by_heap(events, max_events, max_bytes):
    """The best plan that ends with a checkpoint behind each event, from a heap of the earlier ones,
    whose stale tops are thrown away."""
    last = len(events) + 1
    before = [None] * (last + 1)
    start = [0]
    for size, _ in events:
        start.append(start[-1] + size)
    heap = [(0, 0)]  # cost, place
    for place in range(1, last + 1):
        # The events behind the earlier place, up to this one, were replayed at the latest here.
        end = min(place, len(events))
        while place - heap[0][1] > max_events + (place == last) or start[end] - start[heap[0][1]] > max_bytes:
            heapq.heappop(heap)
        cost, before[place] = heap[0]
        if place == last:
            break
        heapq.heappush(heap, (cost + events[place - 1][1], place))
    plan, place = [], before[last]
    while place:
        plan.append(place)
        place = before[place]
    return plan[::-1]


def prove_equal():
    chance = random.Random(1)
    for trial in range(600):
        events = [(chance.randint(1, 4), chance.randint(0, 3)) for _ in range(chance.randint(0, 10))]
        bounds = chance.randint(1, 5), chance.randint(4, 12)
        if by_heap(events, *bounds) != by_definition(events, *bounds):
            raise SystemExit(f"by_heap is wrong on {events} with {bounds}")


def write(name, events, max_events, max_bytes):
    answer = by_heap(events, max_events, max_bytes)
    if len(events) <= 14 and by_definition(events, max_events, max_bytes) != answer:
        raise SystemExit(f"{name}: the two answers differ")
    put(f"{name}.in", [events, max_events, max_bytes])
    put(f"{name}.ans", answer)


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values]
    path.write_text("".join(f"{line}\n" for line in lines))


main()
