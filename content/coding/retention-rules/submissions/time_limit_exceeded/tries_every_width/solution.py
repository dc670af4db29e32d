"""Right but exponential: each star tries every width, again for every width of the stars before it.

Too slow on secret/growth-5, secret/large-stars-in-a-segment.
"""


def retention_days(rules, keys):
    return [days_of(rules, key.split("/")) for key in keys]


def days_of(rules, key):
    for pattern, days in reversed(rules):
        if matches(pattern.split("/"), 0, key, 0, "**", segment_matches):
            return days
    return -1


def segment_matches(pattern, segment):
    return matches(pattern, 0, segment, 0, "*", lambda part, c: part == c)


def matches(pattern, p, items, i, any_number, fits):
    while p < len(pattern) and pattern[p] != any_number:
        if i == len(items) or not fits(pattern[p], items[i]):
            return False
        p, i = p + 1, i + 1
    if p == len(pattern):
        return i == len(items)
    return any(matches(pattern, p + 1, items, start, any_number, fits) for start in range(i, len(items) + 1))
