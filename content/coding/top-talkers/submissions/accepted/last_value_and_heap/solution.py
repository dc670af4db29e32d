"""Remembers the last value of each counter; a heap finds the k-th total. O(n + m log k) for m clients, before sorting the answer."""

import heapq
from collections import defaultdict


def top_talkers(reports, k):
    last = {}
    totals = defaultdict(int)
    for node, client, count in reports:
        before = last.get((node, client))
        last[node, client] = count
        if before is not None:
            totals[client] += count if count < before else count - before

    greatest = heapq.nlargest(k, (total for total in totals.values() if total > 0))
    if not greatest:
        return []
    listed = [(client, total) for client, total in totals.items() if total >= greatest[-1]]
    return sorted(listed, key=lambda pair: (-pair[1], pair[0]))
