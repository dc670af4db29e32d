"""Right but linear a use: keeps the order of use in a list and searches it for the key.

Too slow on secret/growth-5.
"""

import heapq


class TtlLruCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.entries = {}
        self.order = []  # least recently used first
        self.ends = []

    def get(self, now_ms, key):
        self.bury(now_ms)
        if key not in self.entries:
            return None
        del self.order[next(place for place, other in enumerate(self.order) if other == key)]
        self.order.append(key)
        return self.entries[key][0]

    def put(self, now_ms, key, value, ttl_ms):
        self.bury(now_ms)
        if key in self.entries:
            del self.order[next(place for place, other in enumerate(self.order) if other == key)]
        elif len(self.entries) == self.capacity:
            del self.entries[self.order.pop(0)]
        self.entries[key] = (value, now_ms + ttl_ms)
        self.order.append(key)
        heapq.heappush(self.ends, (now_ms + ttl_ms, key))

    def size(self, now_ms):
        self.bury(now_ms)
        return len(self.entries)

    def bury(self, now_ms):
        while self.ends and self.ends[0][0] <= now_ms:
            end_ms, key = heapq.heappop(self.ends)
            if key in self.entries and self.entries[key][1] == end_ms:
                del self.entries[key]
                del self.order[next(place for place, other in enumerate(self.order) if other == key)]
