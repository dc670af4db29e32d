"""Right but more than linear a question: sorts all entries to tell who goes next.

Too slow on secret/large-many-asked.
"""

import heapq


class LfuCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.entries = {}  # key -> (value, uses, moment of the last use)
        self.heap = []
        self.moment = 0

    def get(self, key):
        if key not in self.entries:
            return None
        value, uses, _ = self.entries[key]
        self.store(key, value, uses + 1)
        return value

    def put(self, key, value):
        if key in self.entries:
            self.store(key, value, self.entries[key][1] + 1)
            return None
        gone = None
        if len(self.entries) == self.capacity:
            gone = self.pop_least()[2]
            del self.entries[gone]
        self.store(key, value, 1)
        return gone

    def remove(self, key):
        return self.entries.pop(key, None) is not None

    def victims(self, count):
        return sorted(self.entries, key=lambda key: self.entries[key][1:])[:count]

    def store(self, key, value, uses):
        self.moment += 1
        self.entries[key] = (value, uses, self.moment)
        heapq.heappush(self.heap, (uses, self.moment, key))

    def pop_least(self):
        while self.heap:
            record = heapq.heappop(self.heap)
            entry = self.entries.get(record[2])
            if entry is not None and entry[2] == record[1]:
                return record
        return None
