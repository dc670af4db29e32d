"""Right, but sorts the whole window for each percentile and looks through it for each count.

Too slow on secret/growth-5.
"""

from collections import deque


class LatencyWindow:
    def __init__(self, window_ms):
        self.window_ms = window_ms
        self.arrived = deque()

    def observe(self, at_ms, latency_us):
        self.arrived.append((at_ms, latency_us))

    def percentile(self, now_ms, per_mille):
        self.expire(now_ms)
        ranked = sorted(latency_us for _, latency_us in self.arrived)
        return ranked[(len(ranked) * per_mille + 999) // 1000 - 1] if ranked else -1

    def at_most(self, now_ms, latency_us):
        self.expire(now_ms)
        return sum(other <= latency_us for _, other in self.arrived)

    def expire(self, now_ms):
        while self.arrived and now_ms - self.arrived[0][0] >= self.window_ms:
            self.arrived.popleft()
