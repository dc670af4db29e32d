"""Bug: sees two blocks and does not count on.

Killed by secret/07-three-times.
"""

def repeating_end(lines):
    reach = reaches(lines[::-1])
    best = (0, 0)
    for size in range(1, len(lines) // 2 + 1):
        times = 1 + min(1, reach[size] // size)
        if times > 1 and size * times > best[0] * best[1]:
            best = (size, times)
    return best


def reaches(lines):
    """For each shift, how many lines the log has in common with itself from there on."""
    count = len(lines)
    reach = [0] * count
    start = end = 0
    for shift in range(1, count):
        known = min(end - shift, reach[shift - start]) if shift < end else 0
        while shift + known < count and lines[known] == lines[shift + known]:
            known += 1
        reach[shift] = known
        if shift + known > end:
            start, end = shift, shift + known
    return reach
