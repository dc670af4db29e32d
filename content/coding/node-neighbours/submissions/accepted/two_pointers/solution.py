"""In rising order of load the number of those who fit only falls: one pointer for all, and one for
each market. Linear after the sort."""

from collections import defaultdict


def possible_neighbours(tenants, capacity):
    order = sorted(range(len(tenants)), key=lambda i: tenants[i].load)
    groups = defaultdict(list)
    for i in order:
        groups[tenants[i].market].append(i)

    answer = [0] * len(tenants)
    for group, sign in [(order, 1), *((group, -1) for group in groups.values())]:
        loads = [tenants[i].load for i in group]
        fits = len(loads)
        for i, load in zip(group, loads):
            while fits and loads[fits - 1] + load > capacity:
                fits -= 1
            answer[i] += sign * fits
    return answer
