"""Bug: writes a checkpoint behind the last event too.

Killed by secret/05-end-needs-none.
"""

from collections import deque


def plan_checkpoints(events, max_events, max_bytes):
    count = len(events)
    replayed = [0]
    for size, _ in events:
        replayed.append(replayed[-1] + size)
    best = [0] * (count + 1)
    before = [0] * (count + 1)
    window = deque([0])
    for place in range(1, count + 1):
        while place - window[0] > max_events or replayed[place] - replayed[window[0]] > max_bytes:
            window.popleft()
        before[place] = window[0]
        best[place] = best[window[0]] + events[place - 1].checkpoint_cost
        while window and best[window[-1]] > best[place]:
            window.pop()
        window.append(place)
    plan, place = [], count
    while place:
        plan.append(place)
        place = before[place]
    return plan[::-1]
