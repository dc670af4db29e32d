"""Bug: drops copies by request id alone, and with them other clients' requests of the same id.

Killed by secret/07-same-id-two-clients.
"""

from collections import defaultdict, deque


def first_breaches(log, window_ms, limit):
    windows, first, seen = defaultdict(deque), {}, set()
    for at_ms, client, request_id in sorted(log):
        if request_id in seen:
            continue
        seen.add(request_id)
        window = windows[client]
        window.append(at_ms)
        while window[0] <= at_ms - window_ms:
            window.popleft()
        if len(window) > limit:
            first.setdefault(client, at_ms)
    return sorted(first.items(), key=lambda pair: (pair[1], pair[0]))
