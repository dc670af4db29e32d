"""Bug: takes the first place where the next part fits and never starts again further on.

Killed by secret/07-start-again-further-on, secret/08-start-again-in-a-segment.
"""


def retention_days(rules, keys):
    return [days_of(rules, key.split("/")) for key in keys]


def days_of(rules, key):
    for pattern, days in reversed(rules):
        if matches(pattern.split("/"), key, "**", segment_matches):
            return days
    return -1


def segment_matches(pattern, segment):
    return matches(pattern, segment, "*", lambda part, c: part == c)


def matches(pattern, items, any_number, fits):
    i, skipping = 0, False
    for part in pattern:
        if part == any_number:
            skipping = True
            continue
        while skipping and i < len(items) and not fits(part, items[i]):
            i += 1
        if i == len(items) or not fits(part, items[i]):
            return False
        i, skipping = i + 1, False
    return skipping or i == len(items)
