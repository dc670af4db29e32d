"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 3 or lines[2]:
        reject("not two lines")
    try:
        rules, keys = values = [json.loads(line) for line in lines[:2]]
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values] != lines[:2]:
        reject("not as JSON is written here")
    if not isinstance(rules, list) or len(rules) > 8:
        reject("not a list of up to 8 rules")
    for number, rule in enumerate(rules, start=1):
        if not isinstance(rule, list) or len(rule) != 2:
            reject(f"rule {number} is no pair")
        if not segments(rule[0], r"[a-z0-9._*-]+") or len(rule[0]) > 60:
            reject(f"rule {number} has no pattern")
        if type(rule[1]) is not int or not 0 <= rule[1] <= 10_000:
            reject(f"rule {number} has days out of their limits")
    if not isinstance(keys, list) or len(keys) > 2_000:
        reject("not a list of up to 2,000 keys")
    for number, key in enumerate(keys, start=1):
        if not segments(key, r"[a-z0-9._-]+"):
            reject(f"key {number} is none")
    if sum(map(len, keys)) > 60_000:
        reject("more than 60,000 characters")
    sys.exit(42)


def segments(text, pattern):
    return isinstance(text, str) and all(re.fullmatch(pattern, part) for part in text.split("/"))


def reject(why):
    sys.exit(why)  # exit code 1


main()
