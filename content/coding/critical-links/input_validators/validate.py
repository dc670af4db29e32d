"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import sys


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 3 or lines[2]:
        reject("not two lines")
    try:
        nodes, links = map(json.loads, lines[:2])
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, separators=(",", ":")) for value in (nodes, links)] != lines[:2]:
        reject("not as JSON is written here")
    if not whole(nodes, 0, 25_000):
        reject("nodes is out of its limits")
    if not isinstance(links, list) or len(links) > 34_000:
        reject("not a list of up to 34,000 links")
    for number, link in enumerate(links):
        if not isinstance(link, list) or len(link) != 2:
            reject(f"link {number} is no pair")
        if not all(whole(node, 0, nodes - 1) for node in link):
            reject(f"link {number} leads to a node that does not exist")
    sys.exit(42)


def whole(value, least, most):
    return type(value) is int and least <= value <= most


def reject(why):
    sys.exit(why)  # exit code 1


main()
