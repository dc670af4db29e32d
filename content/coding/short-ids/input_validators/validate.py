"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 3 or lines[2]:
        reject("not two lines")
    try:
        ids, shortest = values = [json.loads(line) for line in lines[:2]]
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values] != lines[:2]:
        reject("not as JSON is written here")
    if type(shortest) is not int or not 1 <= shortest <= 2_000:
        reject("shortest is out of its limits")
    if not isinstance(ids, list) or len(ids) > 30_000:
        reject("not a list of up to 30,000 ids")
    for number, one in enumerate(ids, start=1):
        if not isinstance(one, str) or not re.fullmatch(r"[0-9a-zA-Z-]{1,2000}", one):
            reject(f"entry {number} is no id")
    if sum(map(len, ids)) > 400_000:
        reject("more than 400,000 characters")
    sys.exit(42)


def reject(why):
    sys.exit(why)  # exit code 1


main()
