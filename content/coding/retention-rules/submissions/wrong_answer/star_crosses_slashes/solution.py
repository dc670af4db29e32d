"""Bug: one star takes slashes too, like two.

Killed by secret/04-star-keeps-to-its-segment.
"""

import fnmatch


def retention_days(rules, keys):
    return [days_of(rules, key) for key in keys]


def days_of(rules, key):
    for pattern, days in reversed(rules):
        # A double star with its slash may stand for nothing.
        if any(fnmatch.fnmatchcase("/" + key, "/" + one) for one in (pattern, pattern.replace("/**", ""), pattern.replace("**/", ""))):
            return days
    return -1
