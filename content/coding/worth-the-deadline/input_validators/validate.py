"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import sys


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 3 or lines[2]:
        reject("not two lines")
    try:
        jobs, start = map(json.loads, lines[:2])
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, separators=(",", ":")) for value in (jobs, start)] != lines[:2]:
        reject("not as JSON is written here")
    if not isinstance(jobs, list) or len(jobs) > 30_000:
        reject("not a list of up to 30,000 jobs")
    for number, job in enumerate(jobs):
        if not isinstance(job, list) or len(job) != 2:
            reject(f"job {number} is no pair")
        if not is_number(job[0], 1, 10**9):
            reject(f"job {number} has no duration from 1 to 10^9")
        if not is_number(job[1], 0, 10**14):
            reject(f"job {number} has no due time from 0 to 10^14")
    if not is_number(start, 0, 10**14):
        reject("the start is not from 0 to 10^14")
    sys.exit(42)


def is_number(value, least, most):
    return type(value) is int and least <= value <= most


def reject(why):
    sys.exit(why)  # exit code 1


main()
