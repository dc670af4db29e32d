"""Right but slow when the stack is high: walks down from its top instead of bisecting.

Too slow on secret/large-slow-fall.
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
        enough = len(negated)
        while enough and negated[enough - 1] > -(latency + margin):
            enough -= 1
        answer.append(at_ms - times[enough - 1] if enough else -1)
        while negated and negated[-1] >= -latency:
            negated.pop()
            times.pop()
        negated.append(-latency)
        times.append(at_ms)
    return answer
