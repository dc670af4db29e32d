"""Bug: takes the last value of a counter minus its first, as if there had been no restart.

Killed by secret/03-restart-twice.
"""


def top_talkers(reports, k):
    first, last, totals = {}, {}, {}
    for node, client, count in reports:
        first.setdefault((node, client), count)
        last[node, client] = count
    for (node, client), count in last.items():
        begun = first[node, client]
        totals[client] = totals.get(client, 0) + (count - begun if count >= begun else count)
    ranked = sorted((-total, client) for client, total in totals.items() if total > 0)
    end = min(k, len(ranked))
    while 0 < end < len(ranked) and ranked[end][0] == ranked[end - 1][0]:
        end += 1
    return [(client, -minus) for minus, client in ranked[:end]]
