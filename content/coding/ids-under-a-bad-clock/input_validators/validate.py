"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import sys


def main():
    text = sys.stdin.read()
    if not text.endswith("\n"):
        reject("the last line has no end")
    made_with, *calls = [read(number, line) for number, line in enumerate(text[:-1].split("\n"), start=1)]
    if not (isinstance(made_with, list) and len(made_with) == 5):
        reject("line 1 has not the five numbers of the constructor")
    epoch_ms, nodes, node, per_ms, ahead_ms = made_with
    if not (is_int(epoch_ms, 0, 10**13) and is_int(nodes, 1, 1_024) and is_int(per_ms, 1, 4_096) and is_int(ahead_ms, 0, 10**6)):
        reject("a number of line 1 is out of its limits")
    if not is_int(node, 0, nodes - 1):
        reject("the node is none of the nodes")
    if len(calls) > 30_000:
        reject("too many calls")

    for number, call in enumerate(calls, start=2):
        if not isinstance(call, list) or [len(call), call[0]] not in ([2, "next_id"], [3, "reserve"], [2, "origin"]):
            reject(f"line {number} is not a call")
        if call[0] == "origin":
            if not is_int(call[1], 0, 2**53 - 1):
                reject(f"line {number}: the id is out of its limits")
            continue
        if not is_int(call[1], epoch_ms, 10**13):
            reject(f"line {number}: the clock is out of its limits")
        if (call[1] - epoch_ms + ahead_ms + 1) * nodes * per_ms > 2**53:
            reject(f"line {number}: an id may reach 2^53")
        if call[0] == "reserve" and not is_int(call[2], 1, 10**9):
            reject(f"line {number}: the count is out of its limits")
    sys.exit(42)


def read(number, line):
    try:
        value = json.loads(line)
    except ValueError:
        reject(f"line {number} is not JSON")
    if json.dumps(value, ensure_ascii=False, separators=(",", ":")) != line:
        reject(f"line {number} is not written as it should be")
    return value


def is_int(value, least, most):
    return type(value) is int and least <= value <= most


def reject(why):
    sys.exit(why)  # exit code 1


main()
