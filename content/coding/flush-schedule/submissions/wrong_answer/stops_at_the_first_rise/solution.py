"""Bug: moves the beginning of the last batch forward only while the very next one is better,
as if the cost had one valley. A better beginning behind a small hill is missed.

Killed by secret/11-hill-between.
"""


def cheapest_flushes(writes, flush_cost):
    count = len(writes)
    weight, moment = [0], [0]
    for at_ms, urgency in writes:
        weight.append(weight[-1] + urgency)
        moment.append(moment[-1] + urgency * at_ms)
    best, begin = [0] * (count + 1), 0

    def cost(begin, end):
        at_ms = writes[end - 1].at_ms
        return best[begin] + flush_cost + at_ms * (weight[end] - weight[begin]) - moment[end] + moment[begin]

    for end in range(1, count + 1):
        while begin + 1 < end and cost(begin + 1, end) <= cost(begin, end):
            begin += 1
        best[end] = cost(begin, end)
    return best[count]
