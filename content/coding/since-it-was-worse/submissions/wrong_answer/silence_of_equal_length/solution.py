"""Bug: begins a new run at a gap of exactly `silence_ms`.

Killed by secret/07-silence-just-not.
"""

from bisect import bisect_right


def since_worse(samples, margin, silence_ms):
    negated, times = [], []  # latencies fall from bottom to top, so their negatives rise
    answer = []
    before_ms = None
    for at_ms, latency in samples:
        if before_ms is not None and at_ms - before_ms >= silence_ms:
            negated.clear()
            times.clear()
        before_ms = at_ms
        enough = bisect_right(negated, -(latency + margin))
        answer.append(at_ms - times[enough - 1] if enough else -1)
        while negated and negated[-1] >= -latency:
            negated.pop()
            times.pop()
        negated.append(-latency)
        times.append(at_ms)
    return answer
