"""A tree of maxima over the samples; from each, the last one that is high enough is searched to the left. O(n log n)."""


def since_worse(samples, margin, silence_ms):
    size = 1
    while size < len(samples):
        size *= 2
    highest = [-1] * (2 * size)
    answer, begin, before_ms = [], 0, None
    for place, (at_ms, latency) in enumerate(samples):
        if before_ms is not None and at_ms - before_ms > silence_ms:
            begin = place
        before_ms = at_ms
        found = last_at_least(highest, size, place, latency + margin)
        answer.append(at_ms - samples[found][0] if found >= begin else -1)
        node = size + place
        while node and highest[node] < latency:
            highest[node] = latency
            node //= 2
    return answer


def last_at_least(highest, size, end, wanted):
    """The last place before `end` with at least `wanted`, or -1. Nothing behind `end` has been entered yet."""
    if highest[1] < wanted:
        return -1
    node = 1
    while node < size:
        node = 2 * node + 1 if highest[2 * node + 1] >= wanted else 2 * node
    return node - size
