"""Counts by latency on three levels: each one, each 64 and each 4096 latencies. Observing touches three
numbers, and a question walks along at most 64 numbers of each level.
"""

from collections import deque


class LatencyWindow:
    def __init__(self, window_ms):
        self.window_ms = window_ms
        self.arrived = deque()
        self.fine, self.middle, self.coarse = [0] * (1 << 18), [0] * (1 << 12), [0] * (1 << 6)

    def observe(self, at_ms, latency_us):
        self.arrived.append((at_ms, latency_us))
        self.add(latency_us, 1)

    def percentile(self, now_ms, per_mille):
        self.expire(now_ms)
        if not self.arrived:
            return -1
        left = -(-len(self.arrived) * per_mille // 1000)
        place = 0
        for level in (self.coarse, self.middle, self.fine):
            place <<= 6
            while level[place] < left:
                left -= level[place]
                place += 1
        return place

    def at_most(self, now_ms, latency_us):
        self.expire(now_ms)
        high, middle = latency_us >> 12, latency_us >> 6
        return sum(self.coarse[:high]) + sum(self.middle[high << 6 : middle]) + sum(self.fine[middle << 6 : latency_us + 1])

    def expire(self, now_ms):
        while self.arrived and now_ms - self.arrived[0][0] >= self.window_ms:
            _, latency_us = self.arrived.popleft()
            self.add(latency_us, -1)

    def add(self, latency_us, by):
        self.fine[latency_us] += by
        self.middle[latency_us >> 6] += by
        self.coarse[latency_us >> 12] += by
