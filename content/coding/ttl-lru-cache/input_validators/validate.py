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
    if len(calls) > 60_000:
        reject("too many calls")

    before_ms = 0
    for number, call in enumerate(calls, start=2):
        match call:
            case ["size", now_ms]:
                pass
            case ["get", now_ms, key] if is_key(key):
                pass
            case ["put", now_ms, key, value, ttl_ms] if is_key(key):
                if not (is_int(value, 0, 10**9) and is_int(ttl_ms, 1, 10**9)):
                    reject(f"line {number}: the value or the time to live is out of its limits")
            case _:
                reject(f"line {number} is not a call")
        if not is_int(now_ms, before_ms, 10**12):
            reject(f"line {number}: the time decreases or is out of its limits")
        before_ms = now_ms
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
