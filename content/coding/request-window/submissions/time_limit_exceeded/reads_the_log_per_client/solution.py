"""Right but slow for many clients: goes through the whole log once for each of them.

Too slow on secret/large-many-clients.
"""


def first_breaches(log, window_ms, limit):
    requests = sorted(set(log))
    first = {}
    for client in {client for _, client, _ in requests}:
        at = [at_ms for at_ms, who, _ in requests if who == client]
        for earlier, later in zip(at, at[limit:]):
            if later - earlier < window_ms:
                first[client] = later
                break
    return sorted(first.items(), key=lambda pair: (pair[1], pair[0]))
