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
        entries = json.loads(lines[0])
    except ValueError:
        reject("the line is not JSON")
    if json.dumps(entries, ensure_ascii=False, separators=(",", ":")) != lines[0]:
        reject("the JSON is not written as it should be")
    if not (type(entries) is list and len(entries) <= 40_000):
        reject("no list of at most 40,000 entries")
    for number, entry in enumerate(entries):
        if not (type(entry) is list and len(entry) == 2):
            reject(f"entry {number} has not two fields")
        account, cents = entry
        if not (type(account) is str and re.fullmatch(r"[a-z0-9-]{1,12}", account)):
            reject(f"entry {number}: not an account")
        if not (type(cents) is int and -(10**6) <= cents <= 10**6):
            reject(f"entry {number}: not an amount")
    sys.exit(42)


def reject(why):
    sys.exit(why)  # exit code 1


main()
