"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import re
import sys

NUMBER = r"(0|[1-9][0-9]*)"
KEY = r"[A-Za-z0-9-]{1,20}"
CALL = re.compile(rf"(?:put {NUMBER} {KEY} {NUMBER} {NUMBER}|get {NUMBER} {KEY}|size {NUMBER})")


def main():
    text = sys.stdin.read()
    if not text.endswith("\n"):
        reject("the last line has no end")
    header, *calls = text[:-1].split("\n")
    found = re.fullmatch(rf"{NUMBER} {NUMBER}", header)
    if not found:
        reject("the first line is not two numbers")
    capacity, count = map(int, found.groups())
    if not (1 <= capacity <= 20_000 and count <= 60_000):
        reject("a number of the first line is out of its limits")
    if len(calls) != count:
        reject(f"{count} calls promised, {len(calls)} given")

    before_ms = 0
    for number, call in enumerate(calls, start=2):
        found = CALL.fullmatch(call)
        if not found:
            reject(f"line {number} is not a call")
        put_ms, value, ttl_ms, get_ms, size_ms = (None if part is None else int(part) for part in found.groups())
        now_ms = next(at for at in (put_ms, get_ms, size_ms) if at is not None)
        if not before_ms <= now_ms <= 10**12:
            reject(f"line {number}: the time decreases or is out of its limits")
        if put_ms is not None and not (value <= 10**9 and 1 <= ttl_ms <= 10**9):
            reject(f"line {number}: the value or the time to live is out of its limits")
        before_ms = now_ms
    sys.exit(42)


def reject(why):
    sys.exit(why)  # exit code 1


main()
