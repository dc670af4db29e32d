"""The same recurrence with a segment tree for the minimum within reach, over one number that
holds cost and place. O(n log n)."""

ROOM = 1 << 17


def plan_checkpoints(events, max_events, max_bytes):
    count = len(events)
    size = 1
    while size < count + 1:
        size *= 2
    nothing = 1 << 70
    tree = [nothing] * (2 * size)

    def put(place, value):
        at = place + size
        while at and value < tree[at]:
            tree[at] = value
            at >>= 1

    def least(begin, end):
        begin, end, found = begin + size, end + size, nothing
        while begin < end:
            if begin & 1:
                found = min(found, tree[begin])
                begin += 1
            if end & 1:
                end -= 1
                found = min(found, tree[end])
            begin >>= 1
            end >>= 1
        return found

    put(0, 0)
    before = [0] * (count + 1)
    first = behind = 0  # the first place within reach, and the bytes behind it
    for place, (bytes_here, cost) in enumerate(events, start=1):
        behind += bytes_here
        while place - first > max_events or behind > max_bytes:
            behind -= events[first][0]
            first += 1
        value = least(first, place)
        before[place] = value % ROOM
        put(place, (value // ROOM + cost) * ROOM + place)

    place = least(first, count + 1) % ROOM
    plan = []
    while place:
        plan.append(place)
        place = before[place]
    return plan[::-1]
