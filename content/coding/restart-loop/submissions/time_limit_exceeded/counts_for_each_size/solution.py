"""Right but quadratic: for each size it compares line by line how far the end repeats.

Too slow on secret/growth-5.
"""


def repeating_end(lines):
    count, best = len(lines), (0, 0)
    for size in range(1, count // 2 + 1):
        equal = 0
        while equal + size < count and lines[count - 1 - equal] == lines[count - 1 - equal - size]:
            equal += 1
        times = 1 + equal // size
        if times > 1 and size * times > best[0] * best[1]:
            best = (size, times)
    return best
