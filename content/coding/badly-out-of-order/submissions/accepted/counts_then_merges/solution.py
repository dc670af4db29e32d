"""Sorts each partition by merging; before two sorted halves are merged, one pointer counts across them. O(n log n)."""

from collections import defaultdict


def swapped_pairs(events, slack_ms):
    times = defaultdict(list)
    for partition, made_ms in events:
        times[partition].append(made_ms)

    found = []
    for partition, made in times.items():
        pairs, _ = count_and_sort(made, slack_ms)
        if pairs:
            found.append((partition, pairs))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def count_and_sort(made, slack_ms):
    if len(made) < 2:
        return 0, made
    middle = len(made) // 2
    in_first, first = count_and_sort(made[:middle], slack_ms)
    in_second, second = count_and_sort(made[middle:], slack_ms)

    # All of `first` arrived before all of `second`, whatever their order within. For rising times of `second`, fewer
    # and fewer of `first` lie beyond the slack, so the pointer never goes back.
    across, within = 0, 0
    for later in second:
        while within < len(first) and first[within] <= later + slack_ms:
            within += 1
        across += len(first) - within
    # The library's sort finds the two runs and merges them in linear time.
    return in_first + in_second + across, sorted(first + second)
