"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` reads a rule by recursive descent, one function for each line of the grammar. The
random rules are made from trees whose value is known before they are written down as text, and the
two must agree.
"""

import json
import pathlib
import random
import re
import sys

DATA = pathlib.Path(__file__).parent


def main():
    sys.setrecursionlimit(2_000_000)
    write("sample/1-two-rules", ["beta & !free | 2(pro, eu, staff)", "beta | (eu"], ["beta", "pro"])
    write("sample/2-every-kind", ["eu", "!eu", "!!eu", "a|b&c", "(a|b)&c", "1(b,c)", "2(b,c)", ""], ["a", "eu"])

    write("secret/01-no-rules", [], ["a"])
    write("secret/02-and-before-or", ["a|b&c", "a&b|c", "c&b|a", "b|a&c|b", "a|c&c", "(a|b)&c", "a&(b|c)"], ["a"])
    write("secret/03-not-binds-closest", ["!c&a", "!a|a", "!c&c", "!(a&c)&a", "!a&c", "!c|c", "!2(a,c)&b", "!0(a)|a"], ["a", "b"])
    write("secret/04-not-upon-not", ["!!a", "!!!a", "!!b", "!!!!b", "! ! a", "!!(a&!!b)", "a!!b"], ["a"])
    write("secret/05-at-least", ["1(a,b,c)", "2(a,b,c)", "3(a,b,c)", "2(a,b)", "2(a,a)", "0(d)", "1(d)", "4(a,b,c)", "02(a,b)"], ["a", "b", "c"])
    # The first name decides all of these, if only they were well formed.
    write("secret/06-decided-but-malformed", ["a|", "a|(b", "a|b)", "a|&b", "a|()", "b&", "b&(a", "1(a,", "1(a,b", "a|b b", "0(a,)"], ["a"])
    write("secret/07-malformed", malformed(), ["a", "b"])
    write("secret/08-rules-within-at-least", ["2(a|b,b|c,c&a)", "2(b|a,c)", "1(b&a,c)", "2(!b,!c,b)", "1(2(a,b),2(a,!b))", "2(a&b,c|a,!b&!c)", "2((a),((a)))"], ["a"])
    write("secret/09-spaces", ["  a  ", " 2 ( a ,b ) ", "a b", "1 2(a,b)", "a- b", "co untry", "! a", "   ", "a & & b", "a&b "], ["a", "b", "country"])
    write("secret/10-names", ["a-", "a--b", "a1", "1a", "-a", "x9-y", "a1(b)", "a&2b", "a&b2"], ["a-", "a--b", "a1", "x9-y", "b2", "a", "b"])
    write("secret/11-no-attributes", ["a", "!a", "a|!a", "0(a)", "1(a)", "!(a|b|c)", "!a&!b"], [])
    write("secret/12-commas", ["a,b", "(a,b)", "1(a,b),a", "1((a,b))", "1(a,,b)", "1(,a)", "1(a,(b|c),d)"], ["a", "b"])
    write("secret/13-large-counts", ["999999(a)", "000000(a)", "000001(a)", "10(a,a,a,a,a,a,a,a,a,a)", "11(a,a,a,a,a,a,a,a,a,a)"], ["a"])
    for number in range(14, 20):
        write(f"secret/{number}-random", *random_rules(seed=number))
    for number in range(1, 6):
        write(f"secret/growth-{number}", [nested(seed=number, length=250_000 >> 5 - number)], ["a", "c"])
    write("secret/large-wide", ["|".join(["b&!a", "2(b, a&b, c)"] * 12_000) + "|a"], ["a", "c"])
    write("secret/large-only-brackets", ["(" * 100_000 + "a" + ")" * 100_000, "(" * 20_000 + ")" * 20_000], ["a"])

    invalid("1-upper-case", [["A"], []])
    invalid("2-seven-digits", [["1234567(a)"], []])
    invalid("3-attribute-no-name", [["a"], ["1a"]])


def malformed():
    return ["", " ", "&", "!", "()", "2", "a&", "|a", "a!", "(a", "a)", "a(b)", "(a)(b)", "2()", "2(a", "a 2(b)", "(a)!b", ")a(", "a&2", "!&a", "(a|)", "(&a)", "-", "2(a)b", "3(a|,b)"]


def random_rules(seed):
    chance = random.Random(seed)
    rules = []
    names = ["a", "b", "c", "d-1", "eu"]
    held = chance.sample(names, 2)
    for _ in range(150):
        text, value, _ = random_tree(chance, names, held, depth=chance.randint(0, 5))
        if chance.random() < 0.3:
            # One character less or more is malformed most of the time.
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice(["", "&", ")", "(", "2", ",", "!", "a"]) + text[at + 1 :]
        elif by_definition(text, held) != ("on" if value else "off"):
            raise SystemExit(f"by_definition is wrong on {text} with {held}")
        rules.append(text)
    return rules, held


def random_tree(chance, names, held, depth):
    """A rule as text, its value, and how closely it binds: 0 or, 1 and, 2 the rest."""
    space = " " * (chance.random() < 0.2)
    if depth == 0:
        name = chance.choice(names)
        return space + name, name in held, 2
    parts = [random_tree(chance, names, held, depth - chance.randint(1, depth)) for _ in range(chance.randint(1, 3))]
    kind = chance.choice(["or", "and", "not", "at least", "group"])
    if kind in ("or", "and"):
        least = 1 if kind == "and" else 0
        texts = [text if binds > least else f"({text})" for text, _, binds in parts]
        values = [value for _, value, _ in parts]
        if len(parts) == 1:
            return texts[0], values[0], 2 if texts[0] != parts[0][0] else parts[0][2]
        return f"{space}{'&' if least else '|'}{space}".join(texts), (all if least else any)(values), least
    text, value, binds = parts[0]
    if kind == "not":
        return f"!{space}{text if binds == 2 else f'({text})'}", not value, 2
    if kind == "group":
        return f"({text}{space})", value, 2
    needed = chance.randint(0, len(parts) + 1)
    return f"{needed}{space}({','.join(text for text, _, _ in parts)})", sum(value for _, value, _ in parts) >= needed, 2


def nested(seed, length):
    """Group within group, down to one name, some 10 characters for each level."""
    chance = random.Random(seed)
    before, after, written = [], [], 0
    while written < length - 12:
        start, end = chance.choice([("(b|", ")"), ("!(", ")"), ("2(a,b&c,", ")"), ("a&(", "|b)"), ("1(", ",b&a)"), ("(", "&c)")])
        before.append(start)
        after.append(end)
        written += len(start) + len(end)
    return "".join(before) + "a" + "".join(reversed(after))


class Malformed(Exception):
    pass


def by_definition(rule, attributes):
    tokens = re.findall(r"[a-z][a-z0-9-]*|[0-9]+|[^ ]", rule) + ["end"]
    if tokens == ["end"]:
        return "error"
    at = 0

    def take(wanted):
        nonlocal at
        if at < len(tokens) - 1 and tokens[at] == wanted:
            at += 1
            return True
        return False

    def either():
        value = every()
        while take("|"):
            other = every()
            value = value or other
        return value

    def every():
        value = negated()
        while take("&"):
            other = negated()
            value = value and other
        return value

    def negated():
        if take("!"):
            return not negated()
        return single()

    def single():
        nonlocal at
        token = tokens[at] if at < len(tokens) - 1 else ")"
        if take("("):
            value = either()
        elif token.isdigit():
            at += 1
            if not take("("):
                raise Malformed
            trues = [either()]
            while take(","):
                trues.append(either())
            value = sum(trues) >= int(token)
        elif token[0].isalpha():
            at += 1
            return token in attributes
        else:
            raise Malformed
        if not take(")"):
            raise Malformed
        return value

    try:
        value = either()
    except Malformed:
        return "error"
    if at < len(tokens) - 1:
        return "error"
    return "on" if value else "off"


def write(name, rules, attributes):
    put(f"{name}.in", [rules, attributes])
    put(f"{name}.ans", [by_definition(rule, attributes) for rule in rules])


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values]
    path.write_text("".join(f"{line}\n" for line in lines))


main()
