"""Bug: takes the first report of a counter for requests, as if it had begun at zero then.

Killed by secret/02-first-reports-only.
"""


def top_talkers(reports, k):
    last, totals = {}, {}
    for node, client, count in reports:
        before = last.get((node, client), 0)
        last[node, client] = count
        totals[client] = totals.get(client, 0) + (count if count < before else count - before)
    ranked = sorted(((-total, client) for client, total in totals.items() if total > 0))
    end = min(k, len(ranked))
    while 0 < end < len(ranked) and ranked[end][0] == ranked[end - 1][0]:
        end += 1
    return [(client, -minus) for minus, client in ranked[:end]]
