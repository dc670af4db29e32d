"""Right but quadratic: tries every beginning of the last batch for every end.

Too slow on secret/growth-5.
"""


def cheapest_flushes(writes, flush_cost):
    best = [0]
    for end in range(1, len(writes) + 1):
        at_ms = writes[end - 1].at_ms
        wait, least = 0, None
        for begin in range(end - 1, -1, -1):
            wait += writes[begin].urgency * (at_ms - writes[begin].at_ms)
            total = best[begin] + flush_cost + wait
            if least is None or total < least:
                least = total
        best.append(least)
    return best[-1]
