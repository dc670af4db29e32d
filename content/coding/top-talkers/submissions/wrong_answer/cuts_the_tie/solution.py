"""Bug: cuts at k, and leaves out clients that have the same total as the k-th.

Killed by secret/05-more-than-k.
"""


def top_talkers(reports, k):
    last, totals = {}, {}
    for node, client, count in reports:
        before = last.get((node, client))
        last[node, client] = count
        if before is not None:
            totals[client] = totals.get(client, 0) + (count if count < before else count - before)
    ranked = sorted(((-total, client) for client, total in totals.items() if total > 0))
    end = k
    return [(client, -minus) for minus, client in ranked[:end]]
