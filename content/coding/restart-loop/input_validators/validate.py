"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys


def main():
    rows = sys.stdin.read().split("\n")
    if len(rows) != 2 or rows[1]:
        reject("not one line")
    try:
        lines = json.loads(rows[0])
    except ValueError:
        reject("the line is not JSON")
    if json.dumps(lines, ensure_ascii=False, separators=(",", ":")) != rows[0]:
        reject("not as JSON is written here")
    if not isinstance(lines, list) or len(lines) > 100_000:
        reject("not a list of up to 100,000 lines")
    for number, line in enumerate(lines, start=1):
        if not isinstance(line, str) or not re.fullmatch(r"[ -~]{0,200}", line):
            reject(f"line {number} is none")
    if sum(map(len, lines)) > 500_000:
        reject("more than 500,000 characters")
    sys.exit(42)


def reject(why):
    sys.exit(why)  # exit code 1


main()
