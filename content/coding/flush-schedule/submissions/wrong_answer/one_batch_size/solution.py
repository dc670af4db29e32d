"""Bug: takes the best fixed number of writes in a batch, as if it were a setting to tune.

Killed by secret/07-uneven-bursts.
"""


def cheapest_flushes(writes, flush_cost):
    count = len(writes)
    weight, moment = [0], [0]
    for at_ms, urgency in writes:
        weight.append(weight[-1] + urgency)
        moment.append(moment[-1] + urgency * at_ms)
    best = 0 if count == 0 else None
    for size in range(1, count + 1):
        total = 0
        for begin in range(0, count, size):
            end = min(begin + size, count)
            total += flush_cost + writes[end - 1].at_ms * (weight[end] - weight[begin]) - moment[end] + moment[begin]
        best = total if best is None else min(best, total)
    return best
