"""Right but slow for many readers: finds out for each slice and each reader how often she appears in it.

Too slow on secret/growth-5.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict


def frequent_readers(log, slices, at_least):
    entries_of = defaultdict(list)
    for place, reader in enumerate(log):
        entries_of[reader].append(place)
    answers = []
    for first, last in slices:
        answers.append(sum(1 for entries in entries_of.values() if bisect_right(entries, last) - bisect_left(entries, first) >= at_least))
    return answers
