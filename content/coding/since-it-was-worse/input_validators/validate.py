"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import sys


def main():
    text = sys.stdin.read()
    lines = text.split("\n")
    if len(lines) != 4 or lines[3]:
        reject("three lines expected, each of them ended")
    try:
        samples, margin, silence_ms = (json.loads(line) for line in lines[:3])
    except ValueError:
        reject("a line is not JSON")
    if [dump(samples), dump(margin), dump(silence_ms)] != lines[:3]:
        reject("the JSON is not written as it should be")
    if not (type(margin) is int and 0 <= margin <= 10**6 and type(silence_ms) is int and 0 <= silence_ms <= 10**9):
        reject("margin or silence_ms is out of its limits")
    if not (type(samples) is list and len(samples) <= 24_000):
        reject("no list of at most 24,000 samples")
    earlier = 0
    for number, sample in enumerate(samples):
        if not (type(sample) is list and len(sample) == 2 and all(type(value) is int for value in sample)):
            reject(f"sample {number} has not two numbers")
        at_ms, latency = sample
        if not (earlier <= at_ms <= 10**9 and 0 <= latency <= 10**6):
            reject(f"sample {number} is out of order or of its limits")
        earlier = at_ms
    sys.exit(42)


def dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def reject(why):
    sys.exit(why)  # exit code 1


main()
