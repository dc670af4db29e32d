"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys


def main():
    text = sys.stdin.read()
    if not text.endswith("\n"):
        reject("the last line has no end")
    values = [read(number, line) for number, line in enumerate(text[:-1].split("\n"), start=1)]
    if len(values) != 2:
        reject(f"{len(values)} lines instead of 2")
    events, slack_ms = values
    if not (isinstance(events, list) and len(events) <= 30_000):
        reject("line 1 is not a list of at most 30,000 events")
    for event in events:
        if not (isinstance(event, list) and len(event) == 2 and is_name(event[0]) and is_int(event[1], 0, 10**12)):
            reject(f"{event} is not an event")
    if not is_int(slack_ms, 0, 10**9):
        reject("the slack is out of its limits")
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
