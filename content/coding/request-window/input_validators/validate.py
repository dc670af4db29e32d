"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import re
import sys

WORD = r"[A-Za-z0-9-]{1,20}"
NUMBER = r"(?:0|[1-9][0-9]*)"


def main():
    text = sys.stdin.read()
    if not text.endswith("\n"):
        reject("the last line has no end")
    header, *entries = text[:-1].split("\n")
    found = re.fullmatch(rf"({NUMBER}) ({NUMBER}) ({NUMBER})", header)
    if not found:
        reject("the first line is not three numbers")
    count, window_ms, limit = map(int, found.groups())
    if not (count <= 20_000 and 1 <= window_ms <= 10**9 and 1 <= limit <= 20_000):
        reject("a number of the first line is out of its limits")
    if len(entries) != count:
        reject(f"{count} entries promised, {len(entries)} given")

    time_of = {}
    for number, entry in enumerate(entries, start=2):
        found = re.fullmatch(rf"({NUMBER}) ({WORD}) ({WORD})", entry)
        if not found or int(found[1]) > 10**12:
            reject(f"line {number} is not an entry")
        if time_of.setdefault((found[2], found[3]), found[1]) != found[1]:
            reject(f"line {number}: one request at two times")
    sys.exit(42)


def reject(why):
    sys.exit(why)  # exit code 1


main()
