"""One search by rising delay, in which a proxy is entered again only with fewer metered hops."""

import heapq


def fastest_by_budget(nodes, hops, origin, goal, budget):
    leaving = [[] for _ in range(nodes)]
    for source, target, delay_ms, metered in hops:
        leaving[source].append((target, delay_ms, 1 if metered else 0))
    # States come by rising delay, so that a later one at a proxy is only of use with fewer metered hops.
    fewest = [budget + 1] * nodes
    answer = [-1] * (budget + 1)
    heap = [(0, 0, origin)]
    while heap:
        delay, used, here = heapq.heappop(heap)
        if used >= fewest[here]:
            continue
        if here == goal:
            for b in range(used, min(fewest[goal], budget + 1)):
                answer[b] = delay
        fewest[here] = used
        for target, delay_ms, metered in leaving[here]:
            if used + metered < fewest[target]:
                heapq.heappush(heap, (delay + delay_ms, used + metered, target))
    return answer
