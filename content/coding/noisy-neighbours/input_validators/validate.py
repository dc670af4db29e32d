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
        log, windows = (json.loads(line) for line in lines[:2])
    except ValueError:
        reject("a line is not JSON")
    if [dump(log), dump(windows)] != lines[:2]:
        reject("the JSON is not written as it should be")
    if not (type(log) is list and len(log) <= 20_000 and type(windows) is list and len(windows) <= 10_000):
        reject("no two lists, or one is too long")
    earlier = 0
    for number, request in enumerate(log):
        if not (type(request) is list and len(request) == 3):
            reject(f"request {number} has not three fields")
        at_ms, tenant, cost_ms = request
        if not (type(at_ms) is int and earlier <= at_ms <= 10**9):
            reject(f"request {number}: not a time, or out of order")
        if not (type(tenant) is str and re.fullmatch(r"[a-z0-9-]{1,12}", tenant)):
            reject(f"request {number}: not a tenant")
        if not (type(cost_ms) is int and 1 <= cost_ms <= 10_000):
            reject(f"request {number}: not a cost")
        earlier = at_ms
    for number, window in enumerate(windows):
        if not (type(window) is list and len(window) == 2 and all(type(at) is int for at in window)):
            reject(f"window {number} has not two times")
        if not 0 <= window[0] <= window[1] <= 10**9:
            reject(f"window {number} is out of its limits")
    sys.exit(42)


def dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def reject(why):
    sys.exit(why)  # exit code 1


main()
