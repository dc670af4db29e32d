"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys


def main():
    text = sys.stdin.read()
    if not text.endswith("\n"):
        reject("the last line has no end")
    made_with, *calls = [read(number, line) for number, line in enumerate(text[:-1].split("\n"), start=1)]
    if not (isinstance(made_with, list) and len(made_with) == 2 and is_int(made_with[0], 1, 2**32) and is_int(made_with[1], 1, 200)):
        reject("line 1 is not a ring size and a number of points")
    if len(calls) > 20_000:
        reject("too many calls")
    weights, changed = {}, 0
    for number, call in enumerate(calls, start=2):
        match call:
            case ["owner" | "share", name] if is_name(name):
                pass
            case ["set_weight", node, weight] if is_name(node) and is_int(weight, 0, 100):
                changed += abs(weight - weights.get(node, 0)) * made_with[1]
                weights[node] = weight
            case _:
                reject(f"line {number} is not a call")
    if changed > 100_000:
        reject("more than 100,000 points come or go")
    sys.exit(42)


def read(number, line):
    try:
        value = json.loads(line)
    except ValueError:
        reject(f"line {number} is not JSON")
    if json.dumps(value, ensure_ascii=False, separators=(",", ":")) != line:
        reject(f"line {number} is not written as it should be")
    return value


def is_int(value, least, most):
    return type(value) is int and least <= value <= most


def is_name(value):
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9-]{1,20}", value) is not None


def reject(why):
    sys.exit(why)  # exit code 1


main()
