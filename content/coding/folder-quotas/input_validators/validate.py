"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import sys

MOST, LARGEST = 20_000, 1_000_000_000


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 4 or lines[3]:
        reject("not three lines")
    try:
        folders, files, uploads = map(json.loads, lines[:3])
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, separators=(",", ":")) for value in (folders, files, uploads)] != lines[:3]:
        reject("not as JSON is written here")
    for name, some in (("folders", folders), ("files", files), ("uploads", uploads)):
        if not isinstance(some, list) or len(some) > MOST:
            reject(f"{name}: not a list of up to {MOST}")
    last = len(folders) - 1
    for number, folder in enumerate(folders):
        if not numbers(folder, (-1, last), (0, LARGEST), (-1, LARGEST)):
            reject(f"folder {number} is out of bounds")
    for number, file in enumerate(files):
        if not numbers(file, (0, last), (0, LARGEST)):
            reject(f"file {number} is out of bounds")
    for number, folder in enumerate(uploads):
        if not numbers([folder], (0, last)):
            reject(f"upload {number} names no folder")
    no_ring([folder[0] for folder in folders])
    sys.exit(42)


def numbers(values, *bounds):
    return (
        isinstance(values, list)
        and len(values) == len(bounds)
        and all(type(value) is int and low <= value <= high for value, (low, high) in zip(values, bounds))
    )


def no_ring(parents):
    safe = {-1}
    for here in range(len(parents)):
        way = set()
        while here not in safe:
            if here in way:
                reject(f"folder {here} lies on a ring")
            way.add(here)
            here = parents[here]
        safe |= way


def reject(why):
    sys.exit(why)  # exit code 1


main()
