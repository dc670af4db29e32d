"""Bug: compares across a restart.

Killed by secret/06-across-a-silence.
"""

from bisect import bisect_right


def since_worse(samples, margin, silence_ms):
    negated, times = [], []  # latencies fall from bottom to top, so their negatives rise
    answer = []
    for at_ms, latency in samples:
        enough = bisect_right(negated, -(latency + margin))
        answer.append(at_ms - times[enough - 1] if enough else -1)
        while negated and negated[-1] >= -latency:
            negated.pop()
            times.pop()
        negated.append(-latency)
        times.append(at_ms)
    return answer
