"""Bug: greedy. Goes to the cheapest place within reach each time, without a look at what follows.

Killed by secret/08-cheapest-is-a-trap.
"""

from collections import deque


def plan_checkpoints(events, max_events, max_bytes):
    count = len(events)
    replayed = [0]
    for size, _ in events:
        replayed.append(replayed[-1] + size)
    plan, place, reach = [], 0, 0
    window = deque()  # places within reach, costs rising
    while count - place > max_events or replayed[count] - replayed[place] > max_bytes:
        while reach < count and reach + 1 - place <= max_events and replayed[reach + 1] - replayed[place] <= max_bytes:
            reach += 1
            while window and events[window[-1] - 1].checkpoint_cost >= events[reach - 1].checkpoint_cost:
                window.pop()
            window.append(reach)
        place = window.popleft()
        plan.append(place)
    return plan
