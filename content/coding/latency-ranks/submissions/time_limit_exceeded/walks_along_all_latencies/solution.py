"""Right, but keeps plain counts by latency, and each question walks along them from zero: up to 200,001 steps.

Too slow on secret/large-near-the-timeout.
"""

from collections import deque


class LatencyWindow:
    def __init__(self, window_ms):
        self.window_ms = window_ms
        self.arrived = deque()
        self.counts = [0] * 200_001

    def observe(self, at_ms, latency_us):
        self.arrived.append((at_ms, latency_us))
        self.counts[latency_us] += 1

    def percentile(self, now_ms, per_mille):
        self.expire(now_ms)
        left = (len(self.arrived) * per_mille + 999) // 1000
        for latency_us, count in enumerate(self.counts):
            left -= count
            if count and left <= 0:
                return latency_us
        return -1

    def at_most(self, now_ms, latency_us):
        self.expire(now_ms)
        return sum(self.counts[: latency_us + 1])

    def expire(self, now_ms):
        while self.arrived and now_ms - self.arrived[0][0] >= self.window_ms:
            _, latency_us = self.arrived.popleft()
            self.counts[latency_us] -= 1
