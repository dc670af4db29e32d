"""Right, and stops looking back when the waiting alone costs more than the best schedule. With a
dear flush that is far back, so it stays quadratic.

Too slow on secret/growth-5.
"""


def cheapest_flushes(writes, flush_cost):
    best = [0]
    for end in range(1, len(writes) + 1):
        at_ms = writes[end - 1].at_ms
        wait, least = 0, best[end - 1] + flush_cost
        for begin in range(end - 1, -1, -1):
            wait += writes[begin].urgency * (at_ms - writes[begin].at_ms)
            if wait + flush_cost > least:
                break
            least = min(least, best[begin] + flush_cost + wait)
        best.append(least)
    return best[-1]
