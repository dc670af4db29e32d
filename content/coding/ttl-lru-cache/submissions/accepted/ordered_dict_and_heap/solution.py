"""An ordered dict for use, a heap for ends. O(log n) a call, amortised; O(capacity) memory."""

import heapq
from collections import OrderedDict


class TtlLruCache:
    def __init__(self, capacity):
        self.capacity = capacity
        # Least recently used first. Holds live entries only, once `bury` has run.
        self.entries = OrderedDict()  # key -> (value, end_ms)
        # (end_ms, key) of every put. One that was replaced or pushed out stays in here as a ghost:
        # its end differs from the entry's, or there is no entry.
        self.ends = []

    def get(self, now_ms, key):
        self.bury(now_ms)
        if key not in self.entries:
            return None
        self.entries.move_to_end(key)
        return self.entries[key][0]

    def put(self, now_ms, key, value, ttl_ms):
        self.bury(now_ms)
        end_ms = now_ms + ttl_ms
        self.entries[key] = (value, end_ms)
        self.entries.move_to_end(key)
        heapq.heappush(self.ends, (end_ms, key))
        if len(self.entries) > self.capacity:
            self.entries.popitem(last=False)
        # One key, replaced a million times, must not leave a million ghosts.
        if len(self.ends) > 2 * self.capacity + 16:
            self.ends = [(end_ms, key) for key, (_, end_ms) in self.entries.items()]
            heapq.heapify(self.ends)

    def size(self, now_ms):
        self.bury(now_ms)
        return len(self.entries)

    def bury(self, now_ms):
        while self.ends and self.ends[0][0] <= now_ms:
            end_ms, key = heapq.heappop(self.ends)
            if key in self.entries and self.entries[key][1] == end_ms:
                del self.entries[key]
