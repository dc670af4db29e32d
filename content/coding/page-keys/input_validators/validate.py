"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 2 or lines[1]:
        reject("not one line")
    try:
        targets = json.loads(lines[0])
    except ValueError:
        reject("the line is not JSON")
    if json.dumps(targets, ensure_ascii=False, separators=(",", ":")) != lines[0]:
        reject("not as JSON is written here")
    if not isinstance(targets, list) or len(targets) > 5_000:
        reject("not a list of up to 5,000 targets")
    for number, target in enumerate(targets, start=1):
        if not isinstance(target, str) or not re.fullmatch(r'/[!"$-~]*', target):
            reject(f"target {number} is none")
    if sum(map(len, targets)) > 300_000:
        reject("more than 300,000 characters")
    sys.exit(42)


def reject(why):
    sys.exit(why)  # exit code 1


main()
