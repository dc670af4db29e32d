"""Bug: the end of a replaced entry is not told apart from the end of the new one.

Killed by secret/07-replaced-before-its-end.
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
        end_ms = now_ms + ttl_ms
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
            _, key = heapq.heappop(self.ends)
            self.entries.pop(key, None)
