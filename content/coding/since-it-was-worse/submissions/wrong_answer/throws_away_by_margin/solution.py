"""Bug: throws away whatever is not worse by the margin, although later samples still need it.

Killed by secret/03-small-ones-still-needed.
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
        while negated and negated[-1] > -(latency + margin):
            negated.pop()
            times.pop()
        answer.append(at_ms - times[-1] if times else -1)
        negated.append(-latency)
        times.append(at_ms)
    return answer
