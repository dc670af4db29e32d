"""Bug: takes the slice as half open and answers before its last entry was read.

Killed by secret/02-last-entry-counts.
"""

from collections import defaultdict


def frequent_readers(log, slices, at_least):
    ending_at = defaultdict(list)
    for number, (first, last) in enumerate(slices):
        ending_at[last].append((first, number))

    answers = [0] * len(slices)
    tree = [0] * (len(log) + 1)
    marks = 0
    entries_of = defaultdict(list)
    for place, reader in enumerate(log):
        for first, number in ending_at.get(place, ()):
            answers[number] = marks - sum_before(tree, first)
        entries = entries_of[reader]
        entries.append(place)
        if len(entries) >= at_least:
            add(tree, entries[-at_least], 1)
            marks += 1
        if len(entries) > at_least:
            add(tree, entries[-at_least - 1], -1)
            marks -= 1
    return answers


def add(tree, place, change):
    place += 1
    while place < len(tree):
        tree[place] += change
        place += place & -place


def sum_before(tree, place):
    """The sum over the places 0 .. place - 1."""
    total = 0
    while place:
        total += tree[place]
        place &= place - 1
    return total
