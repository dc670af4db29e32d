"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import sys


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 6 or lines[5]:
        reject("not five lines")
    try:
        values = [json.loads(line) for line in lines[:5]]
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, separators=(",", ":")) for value in values] != lines[:5]:
        reject("not as JSON is written here")
    nodes, hops, origin, goal, budget = values
    if not whole(nodes, 1, 3_000):
        reject("nodes is out of its limits")
    if not whole(origin, 0, nodes - 1) or not whole(goal, 0, nodes - 1):
        reject("origin or goal does not exist")
    if not whole(budget, 0, 20):
        reject("budget is out of its limits")
    if not isinstance(hops, list) or len(hops) > 12_000:
        reject("not a list of up to 12,000 hops")
    for number, hop in enumerate(hops):
        if not isinstance(hop, list) or len(hop) != 4:
            reject(f"hop {number} has not four fields")
        source, target, delay_ms, metered = hop
        if not whole(source, 0, nodes - 1) or not whole(target, 0, nodes - 1):
            reject(f"hop {number} has an end that does not exist")
        if not whole(delay_ms, 0, 10_000) or type(metered) is not bool:
            reject(f"hop {number} has a wrong delay or is neither metered nor free")
    sys.exit(42)


def whole(value, least, most):
    return type(value) is int and least <= value <= most


def reject(why):
    sys.exit(why)  # exit code 1


main()
