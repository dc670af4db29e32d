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
        windows, settle_min = (json.loads(line) for line in lines[:2])
    except ValueError:
        reject("a line is not JSON")
    if [dump(windows), dump(settle_min)] != lines[:2]:
        reject("the JSON is not written as it should be")
    if not (type(settle_min) is int and 0 <= settle_min <= 10**6):
        reject("settle_min is out of its limits")
    if not (type(windows) is list and len(windows) <= 20_000):
        reject("no list of at most 20,000 windows")
    for number, window in enumerate(windows):
        if not (type(window) is list and len(window) == 3):
            reject(f"window {number} has not three fields")
        region, start_min, end_min = window
        if not (type(region) is str and re.fullmatch(r"[a-z0-9-]{1,12}", region)):
            reject(f"window {number}: not a region")
        if not (type(start_min) is type(end_min) is int and 0 <= start_min <= end_min <= 10**9):
            reject(f"window {number}: not a time")
    sys.exit(42)


def dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def reject(why):
    sys.exit(why)  # exit code 1


main()
