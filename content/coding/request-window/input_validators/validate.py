"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys


def main():
    text = sys.stdin.read()
    lines = text.split("\n")
    if len(lines) != 4 or lines[3]:
        reject("three lines expected, each of them ended")
    try:
        log, window_ms, limit = (json.loads(line) for line in lines[:3])
    except ValueError:
        reject("a line is not JSON")
    if [dump(log), dump(window_ms), dump(limit)] != lines[:3]:
        reject("the JSON is not written as it should be")
    if not (type(window_ms) is int and 1 <= window_ms <= 10**9):
        reject("window_ms is out of its limits")
    if not (type(limit) is int and 1 <= limit <= 20_000):
        reject("limit is out of its limits")
    if not (type(log) is list and len(log) <= 20_000):
        reject("no list of at most 20,000 entries")
    time_of = {}
    for number, entry in enumerate(log):
        if not (type(entry) is list and len(entry) == 3):
            reject(f"entry {number} has not three fields")
        at_ms, *words = entry
        if not (type(at_ms) is int and 0 <= at_ms <= 10**12):
            reject(f"entry {number}: not a time")
        if not all(type(word) is str and re.fullmatch(r"[A-Za-z0-9-]{1,20}", word) for word in words):
            reject(f"entry {number}: not a name")
        if time_of.setdefault(tuple(words), at_ms) != at_ms:
            reject(f"entry {number}: one request at two times")
    sys.exit(42)


def dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def reject(why):
    sys.exit(why)  # exit code 1


main()
