"""Bug: of entries with equally many uses, the one that came in first goes, whenever it was used last.

Killed by secret/03-ties-by-last-use.
"""

import heapq


class LfuCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.entries = {}  # key -> (value, uses, moment of the last use, moment of arrival)
        self.heap = []
        self.moment = 0

    def get(self, key):
        if key not in self.entries:
            return None
        value, uses, _, _ = self.entries[key]
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
        taken = []
        while len(taken) < count and (record := self.pop_least()) is not None:
            taken.append(record)
        for record in taken:
            heapq.heappush(self.heap, record)
        return [key for _, _, key in taken]

    def store(self, key, value, uses):
        self.moment += 1
        arrived = self.entries[key][3] if key in self.entries else self.moment
        self.entries[key] = (value, uses, self.moment, arrived)
        heapq.heappush(self.heap, (uses, arrived, key))

    def pop_least(self):
        while self.heap:
            record = heapq.heappop(self.heap)
            entry = self.entries.get(record[2])
            if entry is not None and (entry[1], entry[3]) == record[:2]:
                return record
        return None
