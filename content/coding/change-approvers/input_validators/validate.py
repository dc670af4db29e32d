"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 4 or lines[3]:
        reject("not three lines")
    try:
        boss, reports, requests = values = [json.loads(line) for line in lines[:3]]
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values] != lines[:3]:
        reject("not as JSON is written here")
    if not is_name(boss) or not are_pairs(reports) or not are_pairs(requests):
        reject("not a name and two lists of up to 20,000 pairs of names")
    manager = {}
    for person, above in reports:
        if person == boss or person in manager:
            reject(f"{person} has a manager too many")
        manager[person] = above
    known = {boss}
    for person in manager:
        trail = []
        while person not in known:
            trail.append(person)
            if person not in manager or len(trail) > len(manager):
                reject(f"from {trail[0]} nobody leads up to the boss")
            person = manager[person]
        known.update(trail)
    if not all(person in known for request in requests for person in request):
        reject("a request has a person that nobody knows")
    sys.exit(42)


def is_name(value):
    return isinstance(value, str) and re.fullmatch(r"[a-z0-9-]{1,12}", value) is not None


def are_pairs(rows):
    return isinstance(rows, list) and len(rows) <= 20_000 and all(isinstance(row, list) and len(row) == 2 and all(map(is_name, row)) for row in rows)


def reject(why):
    sys.exit(why)  # exit code 1


main()
