"""Bug: counts while it merges, and takes an event of the second half first only if it is beyond the slack, so that the halves do not come out sorted.

Killed by secret/05-slack-within-the-merge.
"""

from collections import defaultdict


def swapped_pairs(events, slack_ms):
    times = defaultdict(list)
    for partition, made_ms in events:
        times[partition].append(made_ms)
    found = [(partition, count_and_sort(made, slack_ms)[0]) for partition, made in times.items()]
    return sorted((pair for pair in found if pair[1]), key=lambda pair: (-pair[1], pair[0]))


def count_and_sort(made, slack_ms):
    if len(made) < 2:
        return 0, made
    middle = len(made) // 2
    in_first, first = count_and_sort(made[:middle], slack_ms)
    in_second, second = count_and_sort(made[middle:], slack_ms)
    pairs, merged, i, j = in_first + in_second, [], 0, 0
    while i < len(first) and j < len(second):
        if first[i] - second[j] > slack_ms:
            pairs += len(first) - i
            merged.append(second[j])
            j += 1
        else:
            merged.append(first[i])
            i += 1
    return pairs, merged + first[i:] + second[j:]
