"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` tries every number of segments and of characters that a star may stand for, as the
statement says it. `by_table` fills a table of beginnings that match, and is proved equal to it on
small random patterns before it answers for the large ones.
"""

import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    general = [("**", 30), ("logs/**", 7), ("logs/**/audit-*", 365)]
    write("sample/1-exceptions-behind", general, ["logs/eu/audit-1", "logs/eu/web", "img/a", "logs", "logs/audit-"])
    write("sample/2-stars", [("logs/**/*.gz", 1), ("*", 2)], ["logs/a.gz", "logs/eu/web/a.gz", "logs/a.gz/old", "logs", "a/b"])

    write("secret/01-no-keys", [("**", 1)], [])
    write("secret/02-no-rules", [], ["a", "a/b"])
    write("secret/03-none-at-all", [("a/**/b", 1), ("**/x", 2), ("y/**", 3), ("**/m/**", 4)], ["a/b", "a/c/b", "x", "a/x", "y", "y/z", "m", "a/m", "m/b", "a"])
    write("secret/04-star-keeps-to-its-segment", [("a/*/c", 1), ("*.log", 2), ("b/*", 3)], ["a/b/c", "a/b/b/c", "a/x.log", "x.log", "b/c", "b/c/d", "b"])
    write("secret/05-star-for-nothing", [("*.gz", 1), ("a*b", 2), ("x-*", 3), ("*y*", 4)], [".gz", "ab", "axb", "x-", "y", "x", "gz"])
    write("secret/06-last-rule-decides", [("a/*", 1), ("a/b", 2), ("**", 3), ("a/c", 4), ("*/d", 0)], ["a/b", "a/c", "a/d", "b/d", "b"])
    write("secret/07-start-again-further-on", [("**/a/b", 1), ("**/x/*/y/**/z", 2)], ["a/c/a/b", "a/a/b", "a/b/a/b", "a/b/a", "x/x/q/y/z", "x/q/x/r/y/y/z", "x/y/z"])
    write("secret/08-start-again-in-a-segment", [("*ab", 1), ("*aab*ba", 2), ("a*bc*c", 3)], ["aab", "abab", "abb", "aaabba", "aabaabbba", "aabbaab", "abcbc", "abcc", "abc"])
    write("secret/09-whole-segments", [("**/b", 1), ("a/**", 2), ("x/**/y", 3)], ["ab", "b", "ab/c", "a", "xy", "x/zy", "x/a/by", "xa/y", "a/ab"])
    write("secret/10-dots-are-dots", [("a.log", 1), ("*.g.z", 2), ("**/v1-0/*", 3)], ["axlog", "a.log", "b.g.z", "b.gxz", "bxg.z", "v1-0/a", "v1.0/a"])
    write("secret/11-stars-together", [("a**b", 1), ("**c", 2), ("***", 3), ("**/**", 4), ("a/**/**/b", 5)], ["ab", "a/b", "axxb", "c", "a/c", "xc", "q", "q/r", "a/q/b", "a/q/q/b"])
    write("secret/12-first-try-fails", [("**/a/**/b", 1), ("**/a/*/c", 2)], ["a/b/c", "a/a/c/c", "a/c/a/x/c", "b/a/b/a", "a/x/b/c/b"])
    write("secret/13-whole-key", [("a", 1), ("a/b", 2), ("*b", 3), ("b*", 4)], ["a/b/c", "c/a/b", "a", "xbx", "a/b", "bb"])
    for number in range(14, 20):
        write(f"secret/{number}-random", *random_case(seed=number))
    for number in range(1, 6):
        count = 29_000 >> 5 - number
        write(f"secret/growth-{number}", [("**/a/**/b/**/c", 1), ("**/a/*/b", 2)], [deep_key(number, count)])
    write("secret/large-stars-in-a-segment", [("*a*a*a*a*a*b", 1), ("**/*a*a*a*a*a*a*a*a*c", 2)], ["a" * 180, "a/" + "a" * 59_000, "a" * 300 + "b"])
    write("secret/large-many-double-stars", [("**/a/**/a/**/a/**/a/**/a/**/b", 1), ("**/a/*/**/a/*/**/c", 2)], ["/".join("a" * 12_000), "a/b/" + "/".join("a" * 12_000)])
    write("secret/large-many-keys", *many_keys())

    invalid("1-empty-segment", [[["a//b", 1]], ["a"]])
    invalid("2-star-in-a-key", [[["a", 1]], ["a*"]])
    invalid("3-nine-rules", [[["a", 1]] * 9, ["a"]])


def deep_key(seed, count):
    chance = random.Random(seed)
    return "/".join(chance.choice(["a", "a", "a", "d"]) for _ in range(count))


def many_keys():
    chance = random.Random(99)
    rules = [("**", 30), ("logs/**", 7), ("logs/**/*.gz", 14), ("**/audit-*", 365), ("img/*/thumb/*-*.png", 2), ("*/eu/**/tmp/**", 1), ("**/keep/**", 9_999), ("logs/*/web/*", 3)]
    words = ["logs", "img", "eu", "us", "web", "tmp", "keep", "thumb", "a-1.png", "x.gz", "audit-7"]
    return rules, ["/".join(chance.choices(words, k=chance.randint(1, 7))) for _ in range(2_000)]


def random_case(seed):
    chance = random.Random(seed)
    letters = "ab" if seed % 2 else "ab."
    rules = [(random_pattern(chance, letters), chance.randint(0, 99)) for _ in range(8)]
    return rules, [random_key(chance, letters) for _ in range(150)]


def random_pattern(chance, letters):
    segments = []
    for _ in range(chance.randint(1, 5)):
        segments.append("**" if chance.random() < 0.35 else "".join(chance.choices(letters + "*", k=chance.randint(1, 4))))
    return "/".join(segments)


def random_key(chance, letters):
    return "/".join("".join(chance.choices(letters, k=chance.randint(1, 4))) for _ in range(chance.randint(1, 6)))


def by_definition(rules, keys):
    answer = []
    for key in keys:
        days = [days for pattern, days in rules if matches(pattern.split("/"), key.split("/"))]
        answer.append(days[-1] if days else -1)
    return answer


def matches(pattern, key):
    if not pattern:
        return not key
    if pattern[0] == "**":
        return any(matches(pattern[1:], key[count:]) for count in range(len(key) + 1))
    return bool(key) and segment_matches(pattern[0], key[0]) and matches(pattern[1:], key[1:])


def segment_matches(pattern, text):
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(segment_matches(pattern[1:], text[count:]) for count in range(len(text) + 1))
    return text[:1] == pattern[0] and segment_matches(pattern[1:], text[1:])


def by_table(rules, keys):
    answer = []
    for key in keys:
        segments, days = key.split("/"), -1
        for pattern, of_rule in rules:
            if table(pattern.split("/"), segments, "**", lambda part, segment: table(part, segment, "*", str.__eq__)):
                days = of_rule
        answer.append(days)
    return answer


def table(pattern, items, any_number, fits):
    """`reached[i]`: the pattern so far matches the first i items."""
    reached = [True] + [False] * len(items)
    for part in pattern:
        before, reached = reached, [False] * len(reached)
        if part == any_number:
            first = before.index(True) if True in before else len(before)
            reached[first:] = [True] * (len(before) - first)
        else:
            for i, item in enumerate(items):
                reached[i + 1] = before[i] and fits(part, item)
    return reached[-1]


def prove_equal():
    for seed in range(300):
        rules, keys = random_case(1_000 + seed)
        assert by_definition(rules, keys[:12]) == by_table(rules, keys[:12]), (rules, keys)


def write(name, rules, keys):
    answer = (by_table if "/large-" in name or "/growth-" in name else by_definition)(rules, keys)
    put(f"{name}.in", [rules, keys])
    put(f"{name}.ans", answer)


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values))


main()
