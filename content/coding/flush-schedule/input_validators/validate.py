"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import sys


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 3 or lines[2]:
        reject("not two lines")
    try:
        writes, flush_cost = map(json.loads, lines[:2])
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, separators=(",", ":")) for value in (writes, flush_cost)] != lines[:2]:
        reject("not as JSON is written here")
    if not whole(flush_cost, 0, 10**12):
        reject("flush_cost is out of its limits")
    if not isinstance(writes, list) or len(writes) > 50_000:
        reject("not a list of up to 50,000 writes")
    before = 0
    for number, row in enumerate(writes):
        if not isinstance(row, list) or len(row) != 2:
            reject(f"write {number} is no pair")
        if not whole(row[0], before, 10**7):
            reject(f"write {number} is out of order or out of its limits")
        if not whole(row[1], 0, 10):
            reject(f"write {number} has no urgency from 0 to 10")
        before = row[0]
    sys.exit(42)


def whole(value, least, most):
    return type(value) is int and least <= value <= most


def reject(why):
    sys.exit(why)  # exit code 1


main()
