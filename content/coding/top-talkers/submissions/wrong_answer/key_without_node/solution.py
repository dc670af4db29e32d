"""Bug: keeps one last value per client, so that the counters of two nodes look like restarts of each other.

Killed by secret/04-two-nodes-one-client.
"""


def top_talkers(reports, k):
    last, totals = {}, {}
    for node, client, count in reports:
        before = last.get(client)
        last[client] = count
        if before is not None:
            totals[client] = totals.get(client, 0) + (count if count < before else count - before)
    ranked = sorted(((-total, client) for client, total in totals.items() if total > 0))
    end = min(k, len(ranked))
    while 0 < end < len(ranked) and ranked[end][0] == ranked[end - 1][0]:
        end += 1
    return [(client, -minus) for minus, client in ranked[:end]]
