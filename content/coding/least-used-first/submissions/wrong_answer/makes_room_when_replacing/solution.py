"""Bug: makes room before it looks whether the key is there already.

Killed by secret/07-replaced-when-full.
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
        gone = None
        if len(self.entries) == self.capacity:
            gone = self.pop_least()[2]
            del self.entries[gone]
        uses = self.entries[key][1] if key in self.entries else 0
        self.store(key, value, uses + 1)
        return gone

    def remove(self, key):
        return self.entries.pop(key, None) is not None

    def victims(self, count):
        taken = []
        while len(taken) < count and (record := self.pop_least()) is not None:
            taken.append(record)
        for record in taken:
            heapq.heappush(self.heap, record)
        return [key for _, _, key in taken]

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
