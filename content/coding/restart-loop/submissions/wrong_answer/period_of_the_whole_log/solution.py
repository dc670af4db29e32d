"""Bug: looks for the period of the whole log, and finds no loop if anything else stands before it.

Killed by secret/07-three-times.
"""


def repeating_end(lines):
    border = [0] * len(lines)
    for i in range(1, len(lines)):
        b = border[i - 1]
        while b and lines[b] != lines[i]:
            b = border[b - 1]
        border[i] = b + (lines[b] == lines[i])
    if not lines or not border[-1]:
        return 0, 0
    size = len(lines) - border[-1]
    times = len(lines) // size
    return (size, times) if times > 1 and len(lines) % size == 0 else (0, 0)
