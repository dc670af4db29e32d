"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys


def main():
    rows = sys.stdin.read().split("\n")
    if len(rows) != 3 or rows[2]:
        reject("not two lines")
    try:
        lines, key = values = [json.loads(row) for row in rows[:2]]
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values] != rows[:2]:
        reject("not as JSON is written here")
    if not isinstance(key, str) or not re.fullmatch(r"[A-Za-z0-9_.-]+", key):
        reject("the key is no name")
    if not isinstance(lines, list) or len(lines) > 2_000:
        reject("not a list of up to 2,000 lines")
    for number, line in enumerate(lines, start=1):
        if not isinstance(line, str) or not re.fullmatch(r"[ -~]*", line):
            reject(f"line {number} has other characters than ASCII's printable ones")
    if sum(map(len, lines)) > 400_000:
        reject("more than 400,000 characters")
    sys.exit(42)


def reject(why):
    sys.exit(why)  # exit code 1


main()
