"""Bug: notices death only when a key is asked for, so the dead take room and a living one has to go.

Killed by secret/05-dead-take-no-room.
"""

from collections import OrderedDict


class TtlLruCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.entries = OrderedDict()

    def get(self, now_ms, key):
        if key not in self.entries:
            return None
        value, end_ms = self.entries[key]
        if end_ms <= now_ms:
            del self.entries[key]
            return None
        self.entries.move_to_end(key)
        return value

    def put(self, now_ms, key, value, ttl_ms):
        self.entries[key] = (value, now_ms + ttl_ms)
        self.entries.move_to_end(key)
        if len(self.entries) > self.capacity:
            self.entries.popitem(last=False)

    def size(self, now_ms):
        return sum(1 for _, end_ms in self.entries.values() if now_ms < end_ms)
