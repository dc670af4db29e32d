"""Sort once, then slide one window per client. O(n log n) time, O(n) memory."""

from collections import defaultdict, deque


def first_breaches(log, window_ms, limit):
    windows = defaultdict(deque)
    first = {}
    for at_ms, client, _ in sorted(set(log)):
        if client in first:
            continue
        window = windows[client]
        window.append(at_ms)
        while window[0] <= at_ms - window_ms:
            window.popleft()
        if len(window) > limit:
            first[client] = at_ms
    return sorted(first.items(), key=lambda pair: (pair[1], pair[0]))
