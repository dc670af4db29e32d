"""Bug: fills in only the budgets that some route uses up to the last hop. Where a larger one buys
nothing more, -1 is left.

Killed by secret/06-at-most-not-exactly.
"""

import heapq


def fastest_by_budget(nodes, hops, origin, goal, budget):
    leaving = [[] for _ in range(nodes)]
    for source, target, delay_ms, metered in hops:
        leaving[source].append((target, delay_ms, 1 if metered else 0))
    fewest = [budget + 1] * nodes
    answer = [-1] * (budget + 1)
    heap = [(0, 0, origin)]
    while heap:
        delay, used, here = heapq.heappop(heap)
        if used >= fewest[here]:
            continue
        if here == goal:
            answer[used] = delay
        fewest[here] = used
        for target, delay_ms, metered in leaving[here]:
            if used + metered < fewest[target]:
                heapq.heappush(heap, (delay + delay_ms, used + metered, target))
    return answer
