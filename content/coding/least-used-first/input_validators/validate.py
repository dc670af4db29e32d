"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys


def main():
    text = sys.stdin.read()
    if not text.endswith("\n"):
        reject("the last line has no end")
    made_with, *calls = [read(number, line) for number, line in enumerate(text[:-1].split("\n"), start=1)]
    if not (isinstance(made_with, list) and len(made_with) == 1 and is_int(made_with[0], 1, 20_000)):
        reject("line 1 is not a capacity")
    if len(calls) > 40_000:
        reject("too many calls")
    asked = 0
    for number, call in enumerate(calls, start=2):
        match call:
            case ["get" | "remove", key] if is_key(key):
                pass
            case ["put", key, value] if is_key(key) and is_int(value, 0, 10**9):
                pass
            case ["victims", count] if is_int(count, 1, 20_000):
                asked += count
            case _:
                reject(f"line {number} is not a call")
    if asked > 100_000:
        reject("more than 100,000 victims asked for")
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


def is_key(value):
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9-]{1,20}", value) is not None


def reject(why):
    sys.exit(why)  # exit code 1


main()
