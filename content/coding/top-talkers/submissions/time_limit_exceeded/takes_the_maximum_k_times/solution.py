"""Right but slow for a large k: looks through all clients for each place of the list.

Too slow on secret/large-long-list.
"""


def top_talkers(reports, k):
    last, totals = {}, {}
    for node, client, count in reports:
        before = last.get((node, client))
        last[node, client] = count
        if before is not None:
            totals[client] = totals.get(client, 0) + (count if count < before else count - before)

    listed = []
    while totals:
        client = min(totals, key=lambda name: (-totals[name], name))
        total = totals.pop(client)
        if total == 0 or (len(listed) >= k and total < listed[-1][1]):
            break
        listed.append((client, total))
    return listed
