"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys
from collections import Counter


def main():
    text = sys.stdin.read()
    if not text.endswith("\n"):
        reject("the last line has no end")
    values = [read(number, line) for number, line in enumerate(text[:-1].split("\n"), start=1)]
    made_with, calls = values[0], values[1:]
    if not (isinstance(made_with, list) and len(made_with) == 1 and isinstance(made_with[0], list)):
        reject("line 1 is not a list of rules")
    rules = made_with[0]
    if len(rules) > 1_000 or len(calls) > 30_000:
        reject("too many rules or calls")
    for rule in rules:
        if not (isinstance(rule, list) and len(rule) == 3 and is_name(rule[0]) and is_int(rule[1], 0, 30_000) and is_int(rule[2], 1, 10**9)):
            reject(f"{rule} is not a rule")
    if any(count > 8 for count in Counter(rule[0] for rule in rules).values()):
        reject("a tenant has more than 8 rules")

    before_ms = 0
    for number, call in enumerate(calls, start=2):
        if not (isinstance(call, list) and len(call) == 3 and call[0] in ("allow", "retry_after_ms") and is_name(call[2])):
            reject(f"line {number} is not a call")
        if not is_int(call[1], before_ms, 10**12):
            reject(f"line {number}: the time decreases or is out of its limits")
        before_ms = call[1]
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
