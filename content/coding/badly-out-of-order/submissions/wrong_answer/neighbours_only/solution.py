"""Bug: compares each event only with the one of its partition that arrived just before it.

Killed by secret/04-not-neighbours.
"""

from collections import Counter


def swapped_pairs(events, slack_ms):
    last, found = {}, Counter()
    for partition, made_ms in events:
        if last.get(partition, made_ms) - made_ms > slack_ms:
            found[partition] += 1
        last[partition] = made_ms
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
