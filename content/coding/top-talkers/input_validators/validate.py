"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys


def main():
    text = sys.stdin.read()
    lines = text.split("\n")
    if len(lines) != 3 or lines[2]:
        reject("two lines expected, each of them ended")
    try:
        reports, k = (json.loads(line) for line in lines[:2])
    except ValueError:
        reject("a line is not JSON")
    if [dump(reports), dump(k)] != lines[:2]:
        reject("the JSON is not written as it should be")
    if not (type(k) is int and 1 <= k <= 20_000):
        reject("k is out of its limits")
    if not (type(reports) is list and len(reports) <= 20_000):
        reject("no list of at most 20,000 reports")
    for number, report in enumerate(reports):
        if not (type(report) is list and len(report) == 3):
            reject(f"report {number} has not three fields")
        *names, count = report
        if not all(type(name) is str and re.fullmatch(r"[a-z0-9-]{1,12}", name) for name in names):
            reject(f"report {number}: not a name")
        if not (type(count) is int and 0 <= count <= 10**9):
            reject(f"report {number}: not a count")
    sys.exit(42)


def dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def reject(why):
    sys.exit(why)  # exit code 1


main()
