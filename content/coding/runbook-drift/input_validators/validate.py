"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 5 or lines[4]:
        reject("not four lines")
    try:
        planned, executed, *costs = values = [json.loads(line) for line in lines[:4]]
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, separators=(",", ":")) for value in values] != lines[:4]:
        reject("not as JSON is written here")
    if not all(is_cost(cost) for cost in costs):
        reject("a cost is out of its limits")
    if not all(isinstance(steps, list) and len(steps) <= 800 for steps in (planned, executed)):
        reject("not two lists of up to 800 steps")
    for number, row in enumerate(planned):
        if not isinstance(row, list) or len(row) != 2 or not is_name(row[0]) or not is_cost(row[1]):
            reject(f"planned step {number} is no name with a weight")
    for number, name in enumerate(executed):
        if not is_name(name):
            reject(f"executed step {number} is no name")
    sys.exit(42)


def is_name(value):
    return isinstance(value, str) and re.fullmatch("[a-z0-9-]{1,12}", value)


def is_cost(value):
    return type(value) is int and 0 <= value <= 10**6


def reject(why):
    sys.exit(why)  # exit code 1


main()
