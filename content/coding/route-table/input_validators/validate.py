"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys

SEGMENT = r"[a-z0-9._-]{1,20}"
PATH = rf"/|(?:/{SEGMENT}){{1,200}}"
ARGUMENTS = {"put": [PATH, SEGMENT], "drain": [PATH], "resolve": [PATH]}


def main():
    text = sys.stdin.read()
    first, *lines = text.split("\n")
    if first != "[]" or not lines or lines.pop():
        reject("not the constructor and then a call a line")
    if len(lines) > 25_000 or len(text) > 900_000:
        reject("too many calls")
    characters = 0
    for number, line in enumerate(lines, start=2):
        try:
            call = json.loads(line)
        except ValueError:
            reject(f"line {number} is not JSON")
        if json.dumps(call, ensure_ascii=False, separators=(",", ":")) != line:
            reject(f"line {number} is not as JSON is written here")
        if not isinstance(call, list) or not all(isinstance(part, str) for part in call) or call[:1] == []:
            reject(f"line {number} is no call")
        patterns = ARGUMENTS.get(call[0])
        if patterns is None or len(patterns) != len(call) - 1:
            reject(f"line {number} calls no method")
        if not all(re.fullmatch(pattern, part) for pattern, part in zip(patterns, call[1:])):
            reject(f"line {number} has a wrong argument")
        characters += sum(map(len, call[1:]))
    if characters > 600_000:
        reject("more than 600,000 characters")
    sys.exit(42)


def reject(why):
    sys.exit(why)  # exit code 1


main()
