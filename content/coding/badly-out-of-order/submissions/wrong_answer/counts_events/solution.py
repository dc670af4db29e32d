"""Bug: counts the events that come too late after the latest one, once each, and not the pairs.

Killed by secret/08-pairs-and-not-events.
"""

from collections import Counter


def swapped_pairs(events, slack_ms):
    latest, found = {}, Counter()
    for partition, made_ms in events:
        latest[partition] = max(made_ms, latest.get(partition, made_ms))
        if latest[partition] - made_ms > slack_ms:
            found[partition] += 1
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
