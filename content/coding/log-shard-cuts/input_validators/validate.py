"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import sys


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 3 or lines[2]:
        reject("not two lines")
    try:
        sizes, shards = map(json.loads, lines[:2])
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, separators=(",", ":")) for value in (sizes, shards)] != lines[:2]:
        reject("not as JSON is written here")
    if not isinstance(sizes, list) or not 1 <= len(sizes) <= 100_000:
        reject("not a list of 1 to 100,000 sizes")
    for number, size in enumerate(sizes):
        if not whole(size, 0, 10**6):
            reject(f"the size of segment {number} is out of its limits")
    if not whole(shards, 1, len(sizes)):
        reject("not from one shard to one for each segment")
    sys.exit(42)


def whole(value, least, most):
    return type(value) is int and least <= value <= most


def reject(why):
    sys.exit(why)  # exit code 1


main()
