"""Bug: lists clients whose total is zero.

Killed by secret/06-silent-clients.
"""


def top_talkers(reports, k):
    last, totals = {}, {}
    for node, client, count in reports:
        before = last.get((node, client))
        last[node, client] = count
        if before is not None:
            totals[client] = totals.get(client, 0) + (count if count < before else count - before)
    ranked = sorted(((-total, client) for client, total in totals.items()))
    end = min(k, len(ranked))
    while 0 < end < len(ranked) and ranked[end][0] == ranked[end - 1][0]:
        end += 1
    return [(client, -minus) for minus, client in ranked[:end]]
