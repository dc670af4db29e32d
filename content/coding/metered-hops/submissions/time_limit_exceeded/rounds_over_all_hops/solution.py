"""Right, but goes over all hops with every budget again and again until nothing gets better. A long
mesh needs as many rounds as the route has hops.

Too slow on secret/growth-5.
"""


def fastest_by_budget(nodes, hops, origin, goal, budget):
    endless = float("inf")
    reached = [[endless] * (budget + 1) for _ in range(nodes)]
    reached[origin] = [0] * (budget + 1)
    changed = True
    while changed:
        changed = False
        for source, target, delay_ms, metered in hops:
            step = 1 if metered else 0
            there, here = reached[target], reached[source]
            for b in range(step, budget + 1):
                if here[b - step] + delay_ms < there[b]:
                    there[b] = here[b - step] + delay_ms
                    changed = True
    return [-1 if delay == endless else delay for delay in reached[goal]]
