"""Bug: a put of a known key cannot shorten its life.

Killed by secret/09-replaced-by-a-shorter-life.
"""

import heapq
from collections import OrderedDict


class TtlLruCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.entries = OrderedDict()
        self.ends = []

    def get(self, now_ms, key):
        self.bury(now_ms)
        if key not in self.entries:
            return None
        self.entries.move_to_end(key)
        return self.entries[key][0]

    def put(self, now_ms, key, value, ttl_ms):
        self.bury(now_ms)
        end_ms = max(now_ms + ttl_ms, self.entries.get(key, (0, 0))[1])
        self.entries[key] = (value, end_ms)
        self.entries.move_to_end(key)
        heapq.heappush(self.ends, (end_ms, key))
        if len(self.entries) > self.capacity:
            self.entries.popitem(last=False)

    def size(self, now_ms):
        self.bury(now_ms)
        return len(self.entries)

    def bury(self, now_ms):
        while self.ends and self.ends[0][0] <= now_ms:
            end_ms, key = heapq.heappop(self.ends)
            if key in self.entries and self.entries[key][1] == end_ms:
                del self.entries[key]
