"""Bug: subtracts the readers who had appeared often enough before the slice from those who have at its end.

Killed by secret/08-begun-before-the-slice.
"""

from collections import Counter


def frequent_readers(log, slices, at_least):
    counts, enough = Counter(), [0]
    for reader in log:
        counts[reader] += 1
        enough.append(enough[-1] + (counts[reader] == at_least))
    return [enough[last + 1] - enough[first] for first, last in slices]
