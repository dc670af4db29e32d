"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import sys

# What the second argument of each call may be.
SECOND = {"observe": (0, 200_000), "percentile": (1, 1_000), "at_most": (0, 200_000)}


def main():
    text = sys.stdin.read()
    if not text.endswith("\n"):
        reject("the last line has no end")
    made_with, *calls = [read(number, line) for number, line in enumerate(text[:-1].split("\n"), start=1)]
    if not (isinstance(made_with, list) and len(made_with) == 1 and is_int(made_with[0], 1, 10**9)):
        reject("line 1 is not a window")
    if len(calls) > 18_000:
        reject("more than 18,000 calls")

    before_ms = 0
    for number, call in enumerate(calls, start=2):
        if not (isinstance(call, list) and len(call) == 3 and isinstance(call[0], str) and call[0] in SECOND):
            reject(f"line {number} is not a call")
        if not is_int(call[1], before_ms, 10**12):
            reject(f"line {number}: the time decreases or is out of its limits")
        if not is_int(call[2], *SECOND[call[0]]):
            reject(f"line {number}: the second argument is out of its limits")
        before_ms = call[1]
    sys.exit(42)


def read(number, line):
    try:
        value = json.loads(line)
    except ValueError:
        reject(f"line {number} is not JSON")
    if json.dumps(value, separators=(",", ":")) != line:
        reject(f"line {number} is not written as it should be")
    return value


def is_int(value, least, most):
    return type(value) is int and least <= value <= most


def reject(why):
    sys.exit(why)  # exit code 1


main()
