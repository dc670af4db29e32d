"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import sys

MOST = 12_000


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 4 or lines[3]:
        reject("not three lines")
    try:
        alerts, links, questions = values = [json.loads(line) for line in lines[:3]]
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, separators=(",", ":")) for value in values] != lines[:3]:
        reject("not as JSON is written here")
    if type(alerts) is not int or not 0 <= alerts <= MOST:
        reject("not a number of alerts from 0 to 12,000")
    for what, pairs in (("link", links), ("question", questions)):
        if not isinstance(pairs, list) or len(pairs) > MOST:
            reject(f"not a list of up to 12,000 {what}s")
        for number, pair in enumerate(pairs, 1):
            if not isinstance(pair, list) or len(pair) != 2:
                reject(f"{what} {number} is no pair")
            if not all(type(alert) is int and 0 <= alert < alerts for alert in pair):
                reject(f"{what} {number} names an alert that does not exist")
    sys.exit(42)


def reject(why):
    sys.exit(why)  # exit code 1


main()
