"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import sys


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 4 or lines[3]:
        reject("not three lines")
    try:
        events, max_events, max_bytes = values = [json.loads(line) for line in lines[:3]]
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, separators=(",", ":")) for value in values] != lines[:3]:
        reject("not as JSON is written here")
    if not whole(max_events, 1, 60_000) or not whole(max_bytes, 1, 10**12):
        reject("a bound is out of its limits")
    if not isinstance(events, list) or len(events) > 60_000:
        reject("not a list of up to 60,000 events")
    for number, row in enumerate(events, start=1):
        if not isinstance(row, list) or len(row) != 2:
            reject(f"event {number} is no pair")
        if not whole(row[0], 1, min(10**6, max_bytes)):
            reject(f"event {number} has no size that a replay may have")
        if not whole(row[1], 0, 10**6):
            reject(f"event {number} has a cost out of its limits")
    sys.exit(42)


def whole(value, least, most):
    return type(value) is int and least <= value <= most


def reject(why):
    sys.exit(why)  # exit code 1


main()
