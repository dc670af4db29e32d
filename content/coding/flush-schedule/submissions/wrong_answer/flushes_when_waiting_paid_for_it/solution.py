"""Bug: greedy. Flushes as soon as the buffer has waited for as much as a flush costs.

Killed by secret/06-burst-after-the-lull.
"""


def cheapest_flushes(writes, flush_cost):
    total = waited = weight = before = 0
    buffered = False
    for at_ms, urgency in writes:
        waited += weight * (at_ms - before)
        if buffered and waited >= flush_cost:
            # The buffer is flushed together with the write that has just come.
            total += flush_cost + waited
            waited = weight = 0
            buffered, before = False, at_ms
            continue
        weight += urgency
        buffered, before = True, at_ms
    return total + (flush_cost + waited if buffered else 0)
