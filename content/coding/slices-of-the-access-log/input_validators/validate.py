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
    log, slices, at_least = values
    if not (isinstance(log, list) and len(log) <= 20_000 and all(is_name(name) for name in log)):
        reject("line 1 is not a list of at most 20,000 names")
    if not (isinstance(slices, list) and len(slices) <= 20_000):
        reject("line 2 is not a list of at most 20,000 slices")
    for one in slices:
        if not (isinstance(one, list) and len(one) == 2 and is_int(one[1], 0, len(log) - 1) and is_int(one[0], 0, one[1])):
            reject(f"{one} is not a slice of the log")
    if not is_int(at_least, 1, 20_000):
        reject("the last line is out of its limits")
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
