"""Bug: greedy. Writes a checkpoint only when the next event would break a bound, wherever that is.

Killed by secret/07-farthest-is-dear.
"""


def plan_checkpoints(events, max_events, max_bytes):
    plan, replayed, replayed_bytes = [], 0, 0
    for number, (size, _) in enumerate(events, start=1):
        if replayed + 1 > max_events or replayed_bytes + size > max_bytes:
            plan.append(number - 1)
            replayed = replayed_bytes = 0
        replayed += 1
        replayed_bytes += size
    return plan
