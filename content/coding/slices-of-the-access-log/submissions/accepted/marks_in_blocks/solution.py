"""The same marks, counted in blocks instead of a tree: O(1) to move one, O(sqrt n) a slice."""

from collections import defaultdict

BLOCK = 128


def frequent_readers(log, slices, at_least):
    marked = bytearray(len(log))
    in_block = [0] * (len(log) // BLOCK + 1)
    answers = [0] * len(slices)
    entries_of = defaultdict(list)
    done = 0
    for number in sorted(range(len(slices)), key=lambda number: slices[number][1]):
        first, last = slices[number]
        for place in range(done, last + 1):
            entries = entries_of[log[place]]
            entries.append(place)
            if len(entries) >= at_least:
                marked[entries[-at_least]] = 1
                in_block[entries[-at_least] // BLOCK] += 1
            if len(entries) > at_least:
                marked[entries[-at_least - 1]] = 0
                in_block[entries[-at_least - 1] // BLOCK] -= 1
        done = max(done, last + 1)
        block = first // BLOCK
        answers[number] = sum(marked[first : (block + 1) * BLOCK]) + sum(in_block[block + 1 :])
    return answers
