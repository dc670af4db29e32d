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
        jobs, cooldown_ms = (json.loads(line) for line in lines[:2])
    except ValueError:
        reject("a line is not JSON")
    if [dump(jobs), dump(cooldown_ms)] != lines[:2]:
        reject("the JSON is not written as it should be")
    if not (type(cooldown_ms) is int and 0 <= cooldown_ms <= 10**5):
        reject("cooldown_ms is out of its limits")
    if not (type(jobs) is list and len(jobs) <= 16_000):
        reject("no list of at most 16,000 jobs")
    earlier = 0
    for number, job in enumerate(jobs):
        if not (type(job) is list and len(job) == 4):
            reject(f"job {number} has not four fields")
        at_ms, tenant, priority, run_ms = job
        if not all(type(value) is int for value in (at_ms, priority, run_ms)):
            reject(f"job {number}: not numbers")
        if not (earlier <= at_ms <= 10**9 and 0 <= priority <= 10**6 and 1 <= run_ms <= 10**4):
            reject(f"job {number} is out of order or of its limits")
        if not (type(tenant) is str and re.fullmatch(r"[a-z0-9-]{1,12}", tenant)):
            reject(f"job {number}: not a tenant")
        earlier = at_ms
    sys.exit(42)


def dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def reject(why):
    sys.exit(why)  # exit code 1


main()
