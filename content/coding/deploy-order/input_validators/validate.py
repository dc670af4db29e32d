"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys

NAME = re.compile(r"[a-z0-9-]{1,12}")


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 3 or lines[2]:
        reject("not two lines")
    try:
        services, needs = map(json.loads, lines[:2])
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, separators=(",", ":")) for value in (services, needs)] != lines[:2]:
        reject("not as JSON is written here")
    if not isinstance(services, list) or len(services) > 12_000:
        reject("not a list of up to 12,000 services")
    for name in services:
        if not isinstance(name, str) or not NAME.fullmatch(name):
            reject(f"{name!r} is no name")
    known = set(services)
    if len(known) != len(services):
        reject("a service is listed twice")
    if not isinstance(needs, list) or len(needs) > 24_000:
        reject("not a list of up to 24,000 needs")
    for number, need in enumerate(needs):
        if not isinstance(need, list) or len(need) != 2 or not all(isinstance(name, str) for name in need):
            reject(f"need {number} is no pair of names")
        if not known.issuperset(need):
            reject(f"need {number} names a service that is not listed")
    sys.exit(42)


def reject(why):
    sys.exit(why)  # exit code 1


main()
