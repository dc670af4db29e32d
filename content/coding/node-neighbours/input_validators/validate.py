"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 3 or lines[2]:
        reject("not two lines")
    try:
        tenants, capacity = map(json.loads, lines[:2])
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, separators=(",", ":")) for value in (tenants, capacity)] != lines[:2]:
        reject("not as JSON is written here")
    if not whole(capacity, 0, 2 * 10**6):
        reject("capacity is out of its limits")
    if not isinstance(tenants, list) or len(tenants) > 40_000:
        reject("not a list of up to 40,000 tenants")
    for number, row in enumerate(tenants):
        if not isinstance(row, list) or len(row) != 2:
            reject(f"tenant {number} is no pair")
        if not isinstance(row[0], str) or not re.fullmatch("[a-z0-9]{1,6}", row[0]):
            reject(f"tenant {number} has no market")
        if not whole(row[1], 0, 10**6):
            reject(f"tenant {number} has a load out of its limits")
    sys.exit(42)


def whole(value, least, most):
    return type(value) is int and least <= value <= most


def reject(why):
    sys.exit(why)  # exit code 1


main()
