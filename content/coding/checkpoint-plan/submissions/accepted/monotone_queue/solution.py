"""best[i]: the best plan that ends behind event i. The places within reach are a window that only
moves forward, and its best one is the front of a queue whose costs rise. O(n)."""

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
        # Only what is strictly better may push out an earlier place: equal ones keep their turn.
        while window and best[window[-1]] > best[place]:
            window.pop()
        window.append(place)

    # A checkpoint behind the last event would cost the same for every plan: leave it away.
    plan, place = [], before[count]
    while place:
        plan.append(place)
        place = before[place]
    return plan[::-1]
