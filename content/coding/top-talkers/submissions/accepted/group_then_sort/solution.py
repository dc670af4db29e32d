"""Groups the values by counter, adds up each group, sorts all clients and cuts behind the tie. O(n log n)."""

from collections import Counter, defaultdict


def top_talkers(reports, k):
    counters = defaultdict(list)
    for node, client, count in reports:
        counters[client, node].append(count)
    totals = Counter()
    for (client, _), counts in counters.items():
        for before, now in zip(counts, counts[1:]):
            totals[client] += now - before if now >= before else now

    ranked = sorted((-total, client) for client, total in totals.items() if total > 0)
    end = min(k, len(ranked))
    while 0 < end < len(ranked) and ranked[end][0] == ranked[end - 1][0]:
        end += 1
    return [(client, -minus) for minus, client in ranked[:end]]
