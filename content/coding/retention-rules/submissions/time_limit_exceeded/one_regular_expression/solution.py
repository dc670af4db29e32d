"""Right but exponential: translates to a regular expression, whose engine tries every width of every star.

Too slow on secret/growth-5, secret/large-stars-in-a-segment.
"""

import re


def retention_days(rules, keys):
    rules = [(translated(pattern), days) for pattern, days in reversed(rules)]
    return [next((days for pattern, days in rules if pattern.fullmatch(key + "/")), -1) for key in keys]


def translated(pattern):
    parts = []
    for segment in pattern.split("/"):
        if segment == "**":
            parts.append("(?:[^/]+/)*")
        else:
            parts.append("".join("[^/]*" if c == "*" else re.escape(c) for c in segment) + "/")
    return re.compile("".join(parts))
