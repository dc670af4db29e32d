"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys


def main():
    first, *lines = sys.stdin.read().split("\n")
    if not lines or lines.pop():
        reject("the last line has no end")
    if len(lines) > 15_000:
        reject("too many calls")
    arguments = parsed(first, 1)
    if not isinstance(arguments, list) or len(arguments) != 1 or not isinstance(arguments[0], list) or len(arguments[0]) > 15_000:
        reject("the first line is no list of up to 15,000 bookings")
    names = set()
    for number, booking in enumerate(arguments[0], start=1):
        if not isinstance(booking, list) or len(booking) != 3 or not is_name(booking[0]) or not is_time(booking[1:]):
            reject(f"booking {number} is none")
        if booking[0] in names:
            reject(f"booking {number} has the name of another")
        names.add(booking[0])
    for number, line in enumerate(lines, start=2):
        call = parsed(line, number)
        if not isinstance(call, list) or not call:
            reject(f"line {number} is no call")
        if call[0] == "first_conflict" and len(call) == 3 and is_time(call[1:]):
            continue
        if call[0] == "cancel" and len(call) == 2 and is_name(call[1]):
            continue
        reject(f"line {number} calls no method, or not as promised")
    sys.exit(42)


def parsed(line, number):
    try:
        value = json.loads(line)
    except ValueError:
        reject(f"line {number} is not JSON")
    if json.dumps(value, ensure_ascii=False, separators=(",", ":")) != line:
        reject(f"line {number} is not as JSON is written here")
    return value


def is_name(value):
    return isinstance(value, str) and re.fullmatch(r"[a-z0-9-]{1,12}", value) is not None


def is_time(pair):
    return all(type(value) is int for value in pair) and 0 <= pair[0] < pair[1] <= 10**12


def reject(why):
    sys.exit(why)  # exit code 1


main()
