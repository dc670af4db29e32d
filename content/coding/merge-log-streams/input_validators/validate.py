"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys


def main():
    text = sys.stdin.read()
    lines = text.split("\n")
    if len(lines) != 2 or lines[1]:
        reject("one line expected, and its end")
    try:
        streams = json.loads(lines[0])
    except ValueError:
        reject("the line is not JSON")
    if json.dumps(streams, ensure_ascii=False, separators=(",", ":")) != lines[0]:
        reject("the JSON is not written as it should be")
    if not (type(streams) is list and len(streams) <= 8_000):
        reject("no list of at most 8,000 streams")
    for number, stream in enumerate(streams):
        if not (type(stream) is list and len(stream) == 2 and type(stream[1]) is list):
            reject(f"stream {number} has not two fields")
        if not (type(stream[0]) is int and 0 <= stream[0] <= 24_000):
            reject(f"stream {number}: joins_after is out of its limits")
        for line in stream[1]:
            if not (type(line) is list and len(line) == 2 and type(line[0]) is int and 0 <= line[0] <= 10**9):
                reject(f"stream {number}: not a line")
            if not (type(line[1]) is str and re.fullmatch(r"[a-z0-9-]{1,12}", line[1])):
                reject(f"stream {number}: not an event")
        if stream[1] != sorted(stream[1]):
            reject(f"stream {number} is not sorted")
    if sum(len(stream[1]) for stream in streams) > 24_000:
        reject("more than 24,000 lines")
    sys.exit(42)


def reject(why):
    sys.exit(why)  # exit code 1


main()
