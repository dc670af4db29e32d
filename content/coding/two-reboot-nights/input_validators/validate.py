"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import sys


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 3 or lines[2]:
        reject("not two lines")
    try:
        hosts, pairs = map(json.loads, lines[:2])
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, separators=(",", ":")) for value in (hosts, pairs)] != lines[:2]:
        reject("not as JSON is written here")
    if not whole(hosts, 0, 20_000):
        reject("hosts is out of its limits")
    if not isinstance(pairs, list) or len(pairs) > 24_000:
        reject("not a list of up to 24,000 pairs")
    for number, pair in enumerate(pairs):
        if not isinstance(pair, list) or len(pair) != 2:
            reject(f"pair {number} has not two hosts")
        if not all(whole(host, 0, hosts - 1) for host in pair):
            reject(f"pair {number} names a host that does not exist")
    sys.exit(42)


def whole(value, least, most):
    return type(value) is int and least <= value <= most


def reject(why):
    sys.exit(why)  # exit code 1


main()
