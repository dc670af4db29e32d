"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import sys


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 3 or lines[2]:
        reject("not two lines")
    try:
        slots, assignments = map(json.loads, lines[:2])
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, separators=(",", ":")) for value in (slots, assignments)] != lines[:2]:
        reject("not as JSON is written here")
    if not whole(slots, 1, 10**9):
        reject("slots is out of its limits")
    if not isinstance(assignments, list) or len(assignments) > 25_000:
        reject("not a list of up to 25,000 assignments")
    for number, row in enumerate(assignments):
        if not isinstance(row, list) or len(row) != 3:
            reject(f"assignment {number} has not three numbers")
        if not whole(row[0], 0, slots - 1) or not whole(row[1], row[0], slots - 1):
            reject(f"assignment {number} is no range of the slots")
        if not whole(row[2], 0, 10**6):
            reject(f"assignment {number} has a node out of its limits")
    sys.exit(42)


def whole(value, least, most):
    return type(value) is int and least <= value <= most


def reject(why):
    sys.exit(why)  # exit code 1


main()
