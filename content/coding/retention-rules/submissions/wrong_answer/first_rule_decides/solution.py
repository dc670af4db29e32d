"""Bug: the first rule that matches decides, not the last.

Killed by secret/06-last-rule-decides.
"""

def retention_days(rules, keys):
    rules = [(pattern.split("/"), days) for pattern, days in rules]
    return [days_of(rules, key.split("/")) for key in keys]


def days_of(rules, key):
    for pattern, days in rules:
        if matches(pattern, key, "**", segment_matches):
            return days
    return -1


def segment_matches(pattern, segment):
    if "*" not in pattern:
        return pattern == segment
    return matches(pattern, segment, "*", str.__eq__)


def matches(pattern, items, any_number, fits):
    """Only the last `any_number` is ever widened: the ones before it took the least they could."""
    p = i = 0
    after, retry = None, 0
    while i < len(items):
        if p < len(pattern) and pattern[p] == any_number:
            p += 1
            after, retry = p, i
        elif p < len(pattern) and fits(pattern[p], items[i]):
            p += 1
            i += 1
        elif after is not None:
            retry += 1
            p, i = after, retry
        else:
            return False
    return all(part == any_number for part in pattern[p:])
