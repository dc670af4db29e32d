"""Bug: closes a proxy at its first arrival, as without a budget. A slower arrival that has saved its
metered hops is lost.

Killed by secret/04-slower-but-frugal.
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
        if fewest[here] <= budget or used > budget:
            continue
        if here == goal:
            for b in range(used, min(fewest[goal], budget + 1)):
                answer[b] = delay
        fewest[here] = used
        for target, delay_ms, metered in leaving[here]:
            if used + metered < fewest[target]:
                heapq.heappush(heap, (delay + delay_ms, used + metered, target))
    return answer
