"""Bug: takes the nearest worse sample, by however little, and then looks whether it is worse by the margin.

Killed by secret/05-not-by-enough.
"""


def since_worse(samples, margin, silence_ms):
    negated, times = [], []  # latencies fall from bottom to top, so their negatives rise
    answer = []
    before_ms = None
    for at_ms, latency in samples:
        if before_ms is not None and at_ms - before_ms > silence_ms:
            negated.clear()
            times.clear()
        before_ms = at_ms
        while negated and negated[-1] > -latency:
            negated.pop()
            times.pop()
        is_enough = negated and negated[-1] <= -(latency + margin)
        answer.append(at_ms - times[-1] if is_enough else -1)
        negated.append(-latency)
        times.append(at_ms)
    return answer
