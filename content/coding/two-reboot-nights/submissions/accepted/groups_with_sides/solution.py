"""Joins hosts into groups, and remembers of each whether its night differs from its leader's. The circle
is looked for once, when a pair breaks the plan."""


def split_reboots(hosts, pairs):
    leader = list(range(hosts))
    differs = [0] * hosts  # from its leader

    def find(host):
        path = []
        while leader[host] != host:
            path.append(host)
            host = leader[host]
        # From the top down, so that what lies above is already told relative to the leader.
        above = 0
        for node in reversed(path):
            above ^= differs[node]
            leader[node], differs[node] = host, above
        return host

    for i, (one, other) in enumerate(pairs):
        first, second = find(one), find(other)
        if first != second:
            # The smallest number leads, which goes in the first night.
            low, high = min(first, second), max(first, second)
            leader[high] = low
            differs[high] = differs[one] ^ differs[other] ^ 1
        elif differs[one] == differs[other]:
            return [], i, shortest(hosts, pairs[:i], one, other)
    for host in range(hosts):
        find(host)
    return [host for host in range(hosts) if differs[host] == 0], -1, []


def shortest(hosts, pairs, one, other):
    around = [[] for _ in range(hosts)]
    for left, right in pairs:
        around[left].append(right)
        around[right].append(left)
    # How far it still is to the end: then the smallest step that brings one nearer is right.
    far = {other: 0}
    group = [other]
    for here in group:
        for there in around[here]:
            if there not in far:
                far[there] = far[here] + 1
                group.append(there)
    circle = [one]
    while circle[-1] != other:
        here = circle[-1]
        circle.append(min(there for there in around[here] if far[there] == far[here] - 1))
    return circle
