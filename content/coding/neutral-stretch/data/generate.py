"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

Small answers come from `answer_by_definition`, which adds up every stretch. The large cases have their
answer built in: a part that cancels out lies between two others in which accounts only ever grow.
"""

import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent


def main():
    write("sample/1-two-accounts", [("ada", 5), ("bob", 3), ("ada", -5), ("bob", -2), ("bob", -1), ("ada", 4)])
    write("sample/2-a-transfer", [("ada", 5), ("bob", -5)])
    write("sample/3-in-the-middle", [("cyd", 2), ("ada", -1), ("cyd", 7), ("ada", 1), ("cyd", -7), ("bob", 1)])

    write("secret/01-empty", [])
    write("secret/02-transfers-only", [("ada", 5), ("bob", -5), ("cyd", 2), ("ada", -2), ("bob", 3), ("dan", -3)])
    write("secret/03-from-the-beginning", [("ada", 1), ("bob", 4), ("bob", -4), ("ada", -1), ("ada", 9)])
    write("secret/04-weights-that-add-up", [("ada", 50), ("bob", 70), ("cyd", 1), ("ada", -1), ("bob", -1), ("ada", 90)])
    write("secret/05-other-amounts-same-accounts", [("ada", 5), ("bob", 1), ("ada", -2), ("ada", 9), ("bob", 3)])
    write("secret/06-same-state-often", [("ada", 1), ("ada", -1), ("bob", 2), ("bob", -2), ("ada", 3), ("ada", -3), ("cyd", 1)])
    write("secret/07-equally-long", [("zoe", 8), ("ada", 1), ("ada", -1), ("bob", 5), ("cyd", 2), ("cyd", -2), ("bob", 6)])
    write("secret/08-zero-cents", [("ada", 1), ("bob", 0), ("ada", 2), ("cyd", 0)])
    write("secret/09-all-of-it", shuffled([(f"c{i % 9}", sign * (i + 1)) for i in range(30) for sign in (1, -1)], 9))
    write("secret/10-one-entry", [("ada", 7)])
    write("secret/11-one-account", [("ada", cents) for cents in (3, -1, -1, 4, -2, -1, 5, -4, 2)])
    write("secret/12-weights-of-squares", [(name, 1) for name in "abcdefgh"] + [("a", 3), ("b", -3), ("d", -1), ("c", 1), ("h", 2), ("g", -2), ("e", 1), ("f", -1)])
    for number in range(13, 19):
        write(f"secret/{number}-random", random_entries(number))
    for step in range(1, 6):
        write(f"secret/growth-{step}", *with_a_neutral_part(40_000 >> (5 - step), accounts_per_entry=8))
    write("secret/large-few-accounts", *with_a_neutral_part(20_000, accounts_per_entry=1_500))

    put("invalid_input/1-capital-letters.in", [[("Ada", 1)]])
    put("invalid_input/2-too-much.in", [[("ada", 1_000_001)]])
    put("invalid_input/3-no-amount.in", [[("ada",)]])


def random_entries(seed):
    chance = random.Random(seed)
    accounts = [f"c{i}" for i in range(chance.randint(1, 6))]
    most = chance.choice([1, 2, 6])
    entries = []
    for _ in range(chance.randint(20, 120)):
        cents = chance.choice([i for i in range(-most, most + 1) if i or chance.random() < 0.1] or [1])
        entries.append((chance.choice(accounts), cents))
    return entries


def with_a_neutral_part(count, accounts_per_entry):
    """A neutral stretch of three quarters, between entries that only add to their accounts.

    Those before and those after it have accounts of their own, so no stretch with one of them is neutral.
    """
    chance = random.Random(count + accounts_per_entry)
    quarter, accounts = count // 4, max(2, count // accounts_per_entry)
    before = [(f"b{chance.randrange(accounts)}", chance.randint(1, 99)) for _ in range(quarter // 2)]
    after = [(f"z{chance.randrange(accounts)}", chance.randint(1, 99)) for _ in range(quarter // 2)]
    opened = [(f"c{chance.randrange(accounts)}", chance.choice([-1, 1]) * chance.randint(1, 9)) for _ in range(quarter * 3 // 2)]
    closed = [(account, -cents) for account, cents in opened]
    entries = before + opened + shuffled(closed, count) + after
    return entries, [len(before), 2 * len(opened)]


def shuffled(items, seed):
    items = list(items)
    random.Random(seed).shuffle(items)
    return items


def answer_by_definition(entries):
    for length in range(len(entries), 0, -1):
        for first in range(len(entries) - length + 1):
            sums = {}
            for account, cents in entries[first : first + length]:
                sums[account] = sums.get(account, 0) + cents
            if not any(sums.values()):
                return [first, length]
    return None


def write(name, entries, answer="by definition"):
    if answer == "by definition":
        answer = answer_by_definition(entries)
    put(f"{name}.in", [entries])
    put(f"{name}.ans", [answer])


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values]
    path.write_text("".join(lines), encoding="utf-8")


main()
