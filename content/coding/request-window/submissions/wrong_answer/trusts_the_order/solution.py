"""Bug: takes the entries in the order in which they come.

Killed by secret/05-out-of-order.
"""

from collections import defaultdict, deque


def first_breaches(log, window_ms, limit):
    windows, first, seen = defaultdict(deque), {}, set()
    for at_ms, client, request_id in log:
        if (client, request_id) in seen:
            continue
        seen.add((client, request_id))
        window = windows[client]
        window.append(at_ms)
        while window[0] <= at_ms - window_ms:
            window.popleft()
        if len(window) > limit:
            first.setdefault(client, at_ms)
    return sorted(first.items(), key=lambda pair: (pair[1], pair[0]))
