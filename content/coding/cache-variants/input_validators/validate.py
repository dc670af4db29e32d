"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import sys


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 3 or lines[2]:
        reject("not two lines")
    try:
        objects, budget = map(json.loads, lines[:2])
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, separators=(",", ":")) for value in (objects, budget)] != lines[:2]:
        reject("not as JSON is written here")
    if not whole(budget, 0, 2_000):
        reject("budget is out of its limits")
    if not isinstance(objects, list) or len(objects) > 300:
        reject("not a list of up to 300 objects")
    for number, variants in enumerate(objects):
        if not isinstance(variants, list) or len(variants) > 4:
            reject(f"object {number} has not up to 4 variants")
        for row in variants:
            if not isinstance(row, list) or len(row) != 2 or not whole(row[0], 1, 2_000) or not whole(row[1], 0, 10**6):
                reject(f"object {number} has a variant out of its limits")
    sys.exit(42)


def whole(value, least, most):
    return type(value) is int and least <= value <= most


def reject(why):
    sys.exit(why)  # exit code 1


main()
