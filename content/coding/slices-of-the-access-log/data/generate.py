"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

The answers come from `by_definition`, which counts each slice anew and is kept apart from the submissions on
purpose: what they share would not be noticed. The growth series would take it minutes; there `by_moving`
answers, after it has been proven equal to the definition on random logs.
"""

import json
import pathlib
import random
from collections import Counter

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-twice", ["ann", "bo", "ann", "cy", "bo", "ann"], [(0, 2), (1, 4), (0, 5), (3, 5)], 2)
    write("sample/2-once", ["ann", "ann", "bo", "ann"], [(0, 1), (0, 3), (2, 2), (0, 1)], 1)

    write("secret/01-nothing", [], [], 1)
    write("secret/02-last-entry-counts", list("abcab"), [(0, 3), (0, 4), (1, 4), (2, 4), (3, 4), (4, 4)], 2)
    write("secret/03-order-of-the-questions", list("abacabadab"), [(5, 9), (0, 4), (3, 7), (0, 9), (2, 2), (1, 6), (0, 4)], 2)
    write("secret/04-three-times", list("aabbbabccca"), all_slices(11), 3)
    write("secret/05-more-than-enough", list("aaaaabaaba"), all_slices(10), 2)
    write("secret/06-the-mark-moves-on", list("aaaaaaaa"), all_slices(8), 3)
    write("secret/07-slices-that-end-together", list("abcabcabc"), [(first, 8) for first in range(9)] + [(first, 5) for first in range(6)], 2)
    write("secret/08-begun-before-the-slice", list("abcdabcd"), [(2, 5), (3, 6), (1, 4), (4, 7), (2, 7), (0, 7)], 2)
    write("secret/09-more-than-there-are", list("abcabc"), all_slices(6), 20_000)
    write("secret/10-one-entry", ["ann"], [(0, 0), (0, 0)], 1)
    write("secret/11-no-slices", list("abcabc"), [], 2)
    write("secret/12-everybody-once", [f"r{i}" for i in range(40)], [(i, 39 - i) for i in range(20)], 1)
    write("secret/13-everybody-different", [f"r{i}" for i in range(40)], [(i, 39 - i) for i in range(20)], 2)
    for number in range(14, 21):
        write(f"secret/{number}-random", *random_log(seed=number))
    for number, size in enumerate((1_250, 2_500, 5_000, 10_000, 20_000), start=1):
        write(f"secret/growth-{number}", *long_slices(size), answer=by_moving)

    invalid("1-beyond-the-log", '["a","b"]\n[[0,2]]\n1\n')
    invalid("2-backwards", '["a","b"]\n[[1,0]]\n1\n')
    invalid("3-zero-times", '["a"]\n[[0,0]]\n0\n')


def all_slices(size):
    return [(first, last) for first in range(size) for last in range(first, size)]


def random_log(seed, size=120):
    chance = random.Random(seed)
    readers = [f"r{i}" for i in range(chance.choice([2, 6, 25]))]
    log = [chance.choice(readers) for _ in range(size)]
    return log, [random_slice(chance, size) for _ in range(size)], chance.choice([1, 2, 2, 3, 5, 9])


def long_slices(size):
    """As many slices as entries, on average a third as long as the log, and many readers with some ten entries each."""
    chance = random.Random(size)
    log = [f"r{chance.randrange(size // 10)}" for _ in range(size)]
    return log, [random_slice(chance, size) for _ in range(size)], 3


def random_slice(chance, size):
    return tuple(sorted((chance.randrange(size), chance.randrange(size))))


def by_definition(log, slices, at_least):
    return [sum(1 for count in Counter(log[first : last + 1]).values() if count >= at_least) for first, last in slices]


def by_moving(log, slices, at_least):
    """Moves one slice through all the questions, those of the same stretch together and up and down in turn."""
    width = max(1, int(len(log) / max(1, len(slices)) ** 0.5))
    order = sorted(range(len(slices)), key=lambda i: (slices[i][0] // width, slices[i][1] * (-1) ** (slices[i][0] // width)))
    counts, enough, answers = Counter(), 0, [0] * len(slices)
    begin, end = 0, 0  # what is counted now: begin <= entry < end
    for i in order:
        first, last = slices[i]
        while end <= last:
            counts[log[end]] += 1
            enough += counts[log[end]] == at_least
            end += 1
        while begin > first:
            begin -= 1
            counts[log[begin]] += 1
            enough += counts[log[begin]] == at_least
        while end > last + 1:
            end -= 1
            enough -= counts[log[end]] == at_least
            counts[log[end]] -= 1
        while begin < first:
            enough -= counts[log[begin]] == at_least
            counts[log[begin]] -= 1
            begin += 1
        answers[i] = enough
    return answers


def prove_equal():
    for seed in range(100, 160):
        given = random_log(seed)
        assert by_definition(*given) == by_moving(*given), seed


def write(name, log, slices, at_least, answer=by_definition):
    write_lines(f"{name}.in", [log, slices, at_least])
    write_lines(f"{name}.ans", answer(log, slices, at_least))


def write_lines(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values))


def invalid(name, text):
    path = DATA / f"invalid_input/{name}.in"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


main()
