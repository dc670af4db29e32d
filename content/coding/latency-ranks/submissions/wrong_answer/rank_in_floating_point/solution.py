"""Bug: works out the share first, in floating point. 0.28 times 25 is a little more than 7 there, and is
rounded up to 8.

Killed by secret/10-whole-rank-of-many.
"""

from collections import deque
from math import ceil

SIZE = 1 << 18  # the first power of two beyond all latencies


class LatencyWindow:
    def __init__(self, window_ms):
        self.window_ms = window_ms
        self.arrived = deque()
        self.tree = [0] * (SIZE + 1)

    def observe(self, at_ms, latency_us):
        self.arrived.append((at_ms, latency_us))
        self.add(latency_us, 1)

    def percentile(self, now_ms, per_mille):
        self.expire(now_ms)
        if not self.arrived:
            return -1
        left = ceil(per_mille / 1000 * len(self.arrived))
        # Everything up to `place` is smaller than the answer.
        place, step = 0, SIZE >> 1
        while step:
            count = self.tree[place + step]
            if count < left:
                place += step
                left -= count
            step >>= 1
        return place  # latency `place` lies at place + 1

    def at_most(self, now_ms, latency_us):
        self.expire(now_ms)
        place, count = latency_us + 1, 0
        while place:
            count += self.tree[place]
            place &= place - 1
        return count

    def expire(self, now_ms):
        while self.arrived and now_ms - self.arrived[0][0] >= self.window_ms:
            _, latency_us = self.arrived.popleft()
            self.add(latency_us, -1)

    def add(self, latency_us, by):
        place = latency_us + 1
        while place <= SIZE:
            self.tree[place] += by
            place += place & -place
