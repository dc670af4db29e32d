"""Right but quadratic: looks at every place within reach for each event.

Too slow on secret/growth-5.
"""


def plan_checkpoints(events, max_events, max_bytes):
    count = len(events)
    best, before = [0], [0]
    chosen = 0
    for place in range(1, count + 2):
        least, earlier, replayed = None, place - 1, 0
        if place <= count:
            replayed = events[place - 1].size
        while earlier >= 0 and min(place, count) - earlier <= max_events and replayed <= max_bytes:
            if least is None or best[earlier] <= least:
                least, chosen = best[earlier], earlier
            earlier -= 1
            if earlier >= 0:
                replayed += events[earlier].size
        if place <= count:
            before.append(chosen)
            best.append(least + events[place - 1].checkpoint_cost)
    plan, place = [], chosen
    while place:
        plan.append(place)
        place = before[place]
    return plan[::-1]
