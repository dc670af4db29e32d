"""Right but linear a new key: looks at all entries for the least used one.

Too slow on secret/growth-5.
"""

class LfuCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.entries = {}  # key -> [value, uses, moment of the last use]
        self.moment = 0

    def get(self, key):
        if key not in self.entries:
            return None
        self.use(key)
        return self.entries[key][0]

    def put(self, key, value):
        gone = None
        if key not in self.entries:
            if len(self.entries) == self.capacity:
                gone = min(self.entries, key=lambda key: self.entries[key][1:])
                del self.entries[gone]
            self.entries[key] = [value, 0, 0]
        self.entries[key][0] = value
        self.use(key)
        return gone

    def remove(self, key):
        return self.entries.pop(key, None) is not None

    def victims(self, count):
        return sorted(self.entries, key=lambda key: self.entries[key][1:])[:count]

    def use(self, key):
        self.moment += 1
        self.entries[key][1] += 1
        self.entries[key][2] = self.moment
