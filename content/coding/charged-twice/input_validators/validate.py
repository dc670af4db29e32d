"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys


def main():
    text = sys.stdin.read()
    if not text.endswith("\n"):
        reject("the last line has no end")
    values = [read(number, line) for number, line in enumerate(text[:-1].split("\n"), start=1)]
    if len(values) != 3:
        reject(f"{len(values)} lines instead of 3")
    payments, within_ms, tolerance = values
    if not (isinstance(payments, list) and len(payments) <= 20_000):
        reject("line 1 is not a list of at most 20,000 payments")
    before_ms = 0
    for payment in payments:
        if not (isinstance(payment, list) and len(payment) == 3 and is_name(payment[1]) and is_int(payment[2], 1, 10**9)):
            reject(f"{payment} is not a payment")
        if not is_int(payment[0], before_ms, 10**12):
            reject(f"{payment}: the time decreases or is out of its limits")
        before_ms = payment[0]
    if not (is_int(within_ms, 0, 10**9) and is_int(tolerance, 0, 10**6)):
        reject("the time or the tolerance is out of its limits")
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
