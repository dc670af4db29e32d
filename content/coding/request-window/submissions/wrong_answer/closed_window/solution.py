"""Bug: keeps a request that is exactly `window_ms` old.

Killed by secret/03-edge-of-the-window.
"""

from collections import defaultdict, deque


def first_breaches(log, window_ms, limit):
    windows, first = defaultdict(deque), {}
    for at_ms, client, _ in sorted(set(log)):
        window = windows[client]
        window.append(at_ms)
        while window[0] < at_ms - window_ms:
            window.popleft()
        if len(window) > limit:
            first.setdefault(client, at_ms)
    return sorted(first.items(), key=lambda pair: (pair[1], pair[0]))
