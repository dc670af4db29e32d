"""Right but quadratic: compares each event with all of its partition that arrived before.

Too slow on secret/growth-5.
"""

from collections import defaultdict


def swapped_pairs(events, slack_ms):
    times, pairs = defaultdict(list), defaultdict(int)
    for partition, made_ms in events:
        beyond = sum(1 for earlier_ms in times[partition] if earlier_ms - made_ms > slack_ms)
        if beyond:
            pairs[partition] += beyond
        times[partition].append(made_ms)
    return sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
