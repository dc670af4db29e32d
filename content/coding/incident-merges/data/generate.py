"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` lets the links arrive one by one and spreads out from the first alert of each question
until the second is reached. It is slow. `by_moving` answers for the large cases: each incident is
a list of alerts, the smaller list moves into the larger, and an alert that moves looks whether
the questions about it are settled now. It is proved equal on small random engines first.
"""

import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-six-alerts", 6, [(0, 1), (2, 3), (1, 0), (1, 2), (4, 3)], [(0, 1), (0, 3), (4, 0), (2, 2), (5, 0)])
    write("sample/2-a-line", 4, [(0, 1), (1, 2), (2, 3)], [(0, 3), (3, 1), (0, 2), (1, 0)])

    write("secret/01-empty", 0, [], [])
    write("secret/02-no-links", 3, [], [(0, 1), (2, 2), (2, 0)])
    write("secret/03-no-questions", 2, [(0, 1)], [])
    # The same alert twice: alone, and in an incident.
    write("secret/04-same-alert", 4, [(0, 1), (1, 2), (2, 2)], [(1, 1), (3, 3), (2, 2), (3, 2)])
    # Links 1, 3 and 4 change nothing and still count.
    write("secret/05-links-that-change-nothing", 4, [(2, 2), (0, 1), (1, 0), (0, 1), (1, 2)], [(0, 1), (0, 2), (2, 1), (3, 0)])
    write("secret/06-size-at-that-link", 6, [(0, 1), (1, 2), (2, 3), (3, 4)], [(0, 1), (2, 0), (3, 0), (4, 0), (5, 4)])
    # 3 reached 0 by way of 2, and a later link asks for the incident of 3.
    write("secret/07-linked-again-later", 6, [(0, 1), (2, 3), (0, 2), (3, 4), (5, 3)], [(3, 0), (3, 1), (2, 3), (4, 3), (5, 1)])
    # Both alerts came to the third one, one early and one late.
    write("secret/08-early-and-late", 5, [(0, 1), (0, 2), (0, 3), (0, 4)], [(1, 4), (4, 1), (2, 3), (3, 2)])
    # Nobody ever linked 0 and 3 directly before link 5, but they had long been together.
    write("secret/09-direct-link-comes-late", 4, [(0, 1), (1, 2), (2, 3), (0, 2), (0, 3)], [(0, 3), (0, 2), (3, 1)])
    write("secret/10-two-halves", 8, [(0, 1), (2, 3), (4, 5), (6, 7), (0, 2), (4, 6), (3, 7)], [(a, b) for a in range(8) for b in range(8)])
    write("secret/11-never", 6, [(0, 1), (1, 2), (3, 4), (4, 5)], [(0, 3), (5, 2), (0, 2), (3, 5)])
    write("secret/12-same-question-again", 3, [(1, 2), (0, 2)], [(0, 1)] * 3 + [(1, 0)] * 2)
    write("secret/13-one-alert", 1, [(0, 0), (0, 0)], [(0, 0)])
    for number in range(14, 20):
        write(f"secret/{number}-random", *random_engine(number))
    for number in range(1, 6):
        write(f"secret/growth-{number}", *engine(number, 12_000 >> 5 - number))
    write("secret/large-star", *star(12_000))
    write("secret/large-halves", *halves(8_192))

    invalid("1-no-such-alert", [2, [[0, 2]], []])
    invalid("2-not-a-pair", [2, [[0, 1]], [[0]]])
    invalid("3-negative", [2, [[0, 1]], [[0, -1]]])


def pairs(chance, alerts, count):
    return [(chance.randrange(alerts), chance.randrange(alerts)) for _ in range(count)]


def random_engine(seed):
    chance = random.Random(seed)
    alerts = chance.randint(6, 25)
    return alerts, pairs(chance, alerts, chance.randint(alerts // 2, 2 * alerts)), pairs(chance, alerts, 40)


def engine(seed, count):
    """As many links as alerts: most of them end in one large incident, the others in small ones."""
    chance = random.Random(seed)
    return count, pairs(chance, count, count), pairs(chance, count, count)


def star(count):
    """One alert to which all the others are linked, one by one; early ones are asked with late ones."""
    chance = random.Random(count)
    questions = [(chance.randrange(count // 60), chance.randrange(count - count // 60, count)) for _ in range(count)]
    return count, [(0, i) for i in range(1, count)], questions


def halves(count):
    """Incidents of equal size meet, again and again: the tallest trees there are."""
    chance = random.Random(count)
    links, step = [], 1
    while step < count:
        links += [(i + chance.randrange(step), i + step + chance.randrange(step)) for i in range(0, count, 2 * step)]
        step *= 2
    return count, links, pairs(chance, count, 5_000)


def by_definition(alerts, links, questions):
    answers = []
    for one, other in questions:
        answer = None
        for count in range(len(links) + 1):
            incident, grew = {one}, True
            while grew:
                grew = False
                for a, b in links[:count]:
                    if (a in incident) != (b in incident):
                        incident |= {a, b}
                        grew = True
            if other in incident:
                answer = [count, len(incident)]
                break
        answers.append(answer)
    return answers


def by_moving(alerts, links, questions):
    answers = [[0, 1] if one == other else None for one, other in questions]
    asked = [[] for _ in range(alerts)]
    for i, (one, other) in enumerate(questions):
        asked[one].append((i, other))
        asked[other].append((i, one))
    incident = [[alert] for alert in range(alerts)]
    for number, (one, other) in enumerate(links, 1):
        large, small = incident[one], incident[other]
        if large is small:
            continue
        if len(large) < len(small):
            large, small = small, large
        size = len(large) + len(small)
        for alert in small:
            for i, partner in asked[alert]:
                if incident[partner] is large and answers[i] is None:
                    answers[i] = [number, size]
        for alert in small:
            incident[alert] = large
        large += small
    return answers


def prove_equal():
    chance = random.Random(1)
    for _ in range(400):
        alerts = chance.randint(1, 8)
        links, questions = pairs(chance, alerts, chance.randint(0, 10)), pairs(chance, alerts, 8)
        if by_moving(alerts, links, questions) != by_definition(alerts, links, questions):
            raise SystemExit(f"by_moving is wrong on {alerts}, {links}, {questions}")


def write(name, alerts, links, questions):
    answers = by_moving(alerts, links, questions)
    if alerts <= 40 and answers != by_definition(alerts, links, questions):
        raise SystemExit(f"{name}: the two answers differ")
    put(f"{name}.in", [alerts, links, questions])
    put(f"{name}.ans", answers)


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values]
    path.write_text("".join(f"{line}\n" for line in lines))


main()
