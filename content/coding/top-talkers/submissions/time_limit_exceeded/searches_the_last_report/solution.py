"""Right but quadratic: goes through all earlier reports for each report.

Too slow on secret/growth-5.
"""


def top_talkers(reports, k):
    totals = {}
    for place, (node, client, count) in enumerate(reports):
        earlier = [then for who, whose, then in reports[:place] if whose == client and who == node]
        if earlier:
            added = count if count < earlier[-1] else count - earlier[-1]
            totals[client] = totals.get(client, 0) + added
    ranked = sorted((-total, client) for client, total in totals.items() if total > 0)
    end = min(k, len(ranked))
    while 0 < end < len(ranked) and ranked[end][0] == ranked[end - 1][0]:
        end += 1
    return [(client, -minus) for minus, client in ranked[:end]]
