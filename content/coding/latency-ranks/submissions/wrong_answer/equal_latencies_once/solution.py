"""Bug: keeps different latencies in order and each only once, so that ten equal ones have a single rank.

Killed by secret/04-equal-latencies.
"""

from bisect import bisect_left, bisect_right, insort
from collections import Counter, deque


class LatencyWindow:
    def __init__(self, window_ms):
        self.window_ms = window_ms
        self.arrived = deque()
        self.copies = Counter()
        self.different = []

    def observe(self, at_ms, latency_us):
        self.arrived.append((at_ms, latency_us))
        self.copies[latency_us] += 1
        if self.copies[latency_us] == 1:
            insort(self.different, latency_us)

    def percentile(self, now_ms, per_mille):
        self.expire(now_ms)
        if not self.different:
            return -1
        return self.different[(len(self.different) * per_mille + 999) // 1000 - 1]

    def at_most(self, now_ms, latency_us):
        self.expire(now_ms)
        return bisect_right(self.different, latency_us)

    def expire(self, now_ms):
        while self.arrived and now_ms - self.arrived[0][0] >= self.window_ms:
            _, latency_us = self.arrived.popleft()
            self.copies[latency_us] -= 1
            if self.copies[latency_us] == 0:
                del self.different[bisect_left(self.different, latency_us)]
