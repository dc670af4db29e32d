"""Right but linear a call: looks at every entry for dead ones, each time.

Too slow on secret/growth-5.
"""

from collections import OrderedDict


class TtlLruCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.entries = OrderedDict()

    def get(self, now_ms, key):
        self.bury(now_ms)
        if key not in self.entries:
            return None
        self.entries.move_to_end(key)
        return self.entries[key][0]

    def put(self, now_ms, key, value, ttl_ms):
        self.bury(now_ms)
        self.entries[key] = (value, now_ms + ttl_ms)
        self.entries.move_to_end(key)
        if len(self.entries) > self.capacity:
            self.entries.popitem(last=False)

    def size(self, now_ms):
        self.bury(now_ms)
        return len(self.entries)

    def bury(self, now_ms):
        dead = [key for key, (_, end_ms) in self.entries.items() if end_ms <= now_ms]
        for key in dead:
            del self.entries[key]
