"""Right, but colours the whole part anew after every report: quadratic.

Too slow on secret/growth-5.
"""


def split_reboots(hosts, pairs):
    around = [[] for _ in range(hosts)]
    for i, (one, other) in enumerate(pairs):
        around[one].append(other)
        around[other].append(one)
        if colour(around, one) is None:
            around[one].pop()
            around[other].pop()
            return [], i, shortest(around, one, other)
    first_night, seen = [], set()
    for host in range(hosts):
        if host not in seen:
            night = colour(around, host)
            seen.update(night)
            first_night += [one for one, late in night.items() if not late]
    return sorted(first_night), -1, []


def colour(around, start):
    night, group = {start: False}, [start]
    for here in group:
        for there in around[here]:
            if there not in night:
                night[there] = not night[here]
                group.append(there)
            elif night[there] == night[here]:
                return None
    return night


def shortest(around, one, other):
    far, group = {other: 0}, [other]
    for here in group:
        for there in around[here]:
            if there not in far:
                far[there] = far[here] + 1
                group.append(there)
    circle = [one]
    while circle[-1] != other:
        circle.append(min(there for there in around[circle[-1]] if far[there] == far[circle[-1]] - 1))
    return circle
