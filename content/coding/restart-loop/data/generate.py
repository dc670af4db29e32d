"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` cuts the end of the log into blocks of each size and counts the equal ones. For the
large logs that takes too long; `by_borders` finds sizes by another way than the submissions do, through
borders of the reversed log's beginnings, and is proved equal on small random logs first.
"""

import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-larger-one-covers-more", list("xabbabb"))
    write("sample/2-first-line-stays-outside", list("babab"))
    write("sample/3-no-loop", list("aba"))

    write("secret/01-empty", [])
    write("secret/02-one-line", ["started"])
    write("secret/03-all-the-same", ["panic"] * 9)
    write("secret/04-same-coverage", list("zabababab"))
    write("secret/05-small-loop-in-a-large-one", list("caabbb" * 3))
    write("secret/06-many-small-beat-one-large", list("cdcd") + list("ababababab"))
    write("secret/07-three-times", list("qabcabcabc"))
    write("secret/08-part-of-a-block-before", list("bcabcabcabc"))
    write("secret/09-loop-is-over", list("abababab") + ["shutdown"])
    write("secret/10-end-begins-the-next", list("abcabcab"))
    write("secret/11-one-line-is-no-loop", ["go go", "xx", "aaaa"])
    write("secret/12-lines-glued", ["ab", "c", "a", "bc", "d", "ab", "c", "a", "bcd"])
    write("secret/13-empty-lines", ["", "a", "", "", "a", "", ""])
    write("secret/14-alike", ["retry 1", "retry 1 ", "Retry 1", "retry 1", "retry  1", "retry 1"])
    write("secret/15-whole-log", list("abcd" * 6))
    write("secret/16-block-within-a-block", list("bbabbabbbabbabb"))
    for number in range(17, 23):
        write(f"secret/{number}-random", random_log(seed=number))
    for number in range(1, 6):
        write(f"secret/growth-{number}", quiet_then_panic(100_000 >> 5 - number))
    write("secret/large-two-halves", ["b", *["a"] * 20_000] * 2)
    write("secret/large-words-of-fibonacci", fibonacci_words(40_000))

    invalid("1-no-list", ["a"])
    invalid("2-tab", [["a\tb"]])
    invalid("3-long-line", [["a" * 201]])


def random_log(seed):
    chance = random.Random(seed)
    letters = "ab" if seed % 2 else "abc"
    block = chance.choices(letters, k=chance.randint(1, 12))
    before = chance.choices(letters, k=chance.randint(0, 20))
    log = before + block * chance.randint(1, 6)
    if chance.random() < 0.5:
        log += log[-chance.randint(1, len(log)) :]
    return log


def quiet_then_panic(count):
    """Half of it is quiet, the other half one line only; every size up to it nearly fits."""
    half = count // 2
    return ["b", "c"] * (half // 2) + ["a"] * (count - half // 2 * 2)


def fibonacci_words(count):
    one, other = ["a"], ["a", "b"]
    while len(other) < count:
        one, other = other, other + one
    return other[:count]


def by_definition(lines):
    best = (0, 0)
    for size in range(1, len(lines) // 2 + 1):
        block, times = lines[-size:], 1
        while lines[len(lines) - size * (times + 1) : len(lines) - size * times] == block and size * (times + 1) <= len(lines):
            times += 1
        if times > 1 and size * times > best[0] * best[1]:
            best = (size, times)
    return best


def by_borders(lines):
    """A beginning of length L of the reversed log with smallest period p is a loop if p divides L."""
    reverse = lines[::-1]
    border, best = [0], (0, 0)
    for length in range(2, len(reverse) + 1):
        b = border[-1]
        while b and reverse[b] != reverse[length - 1]:
            b = border[b - 1]
        border.append(b + (reverse[b] == reverse[length - 1]))
        period = length - border[-1]
        if period < length and length % period == 0:
            best = (period, length // period)
    return best


def prove_equal():
    for seed in range(2_000):
        log = random_log(1_000 + seed)
        assert by_definition(log) == by_borders(log), log


def write(name, lines):
    answer = (by_borders if "/large-" in name or "/growth-" in name else by_definition)(lines)
    put(f"{name}.in", [lines])
    put(f"{name}.ans", [answer])


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values))


main()
