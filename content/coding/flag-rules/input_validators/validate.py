"""Accepts (exit code 42) an input that keeps every promise of the statement."""

import json
import re
import sys


def main():
    lines = sys.stdin.read().split("\n")
    if len(lines) != 3 or lines[2]:
        reject("not two lines")
    try:
        rules, attributes = map(json.loads, lines[:2])
    except ValueError:
        reject("a line is not JSON")
    if [json.dumps(value, separators=(",", ":")) for value in (rules, attributes)] != lines[:2]:
        reject("not as JSON is written here")
    if not isinstance(rules, list) or len(rules) > 2_000:
        reject("not a list of up to 2,000 rules")
    for number, rule in enumerate(rules):
        if not isinstance(rule, str) or not re.fullmatch(r"[a-z0-9!&|(), -]*", rule):
            reject(f"rule {number} has a character that no rule has")
        if re.search("[0-9]{7}", rule):
            reject(f"rule {number} has a number that is too long")
        depth = most = 0
        for character in rule:
            depth += (character == "(") - (character == ")")
            most = max(most, depth)
        if most > 100_000:
            reject(f"rule {number} is nested too deeply")
    if sum(map(len, rules)) > 250_000:
        reject("the rules are too long in all")
    if not isinstance(attributes, list) or len(attributes) > 1_000:
        reject("not a list of up to 1,000 attributes")
    for number, name in enumerate(attributes):
        if not isinstance(name, str) or not re.fullmatch(r"[a-z][a-z0-9-]*", name):
            reject(f"attribute {number} is no name")
    if len(set(attributes)) != len(attributes):
        reject("an attribute is there twice")
    sys.exit(42)


def reject(why):
    sys.exit(why)  # exit code 1


main()
