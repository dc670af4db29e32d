"""Right but slow for favourites: buckets in a dict, and each number of uses is tried in turn to find the next one.

Too slow on secret/large-one-favourite.
"""

class LfuCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.values = {}
        self.uses = {}
        self.buckets = {}  # uses -> keys, longest unused first
        self.most = 0

    def get(self, key):
        if key not in self.values:
            return None
        self.use(key)
        return self.values[key]

    def put(self, key, value):
        gone = None
        if key not in self.values and len(self.values) == self.capacity:
            gone = self.victims(1)[0]
            self.remove(gone)
        self.values[key] = value
        self.use(key)
        return gone

    def remove(self, key):
        if key not in self.values:
            return False
        del self.values[key]
        self.leave(key)
        return True

    def victims(self, count):
        found = []
        for uses in range(1, self.most + 1):
            for key in self.buckets.get(uses, ()):
                if len(found) == count:
                    return found
                found.append(key)
        return found

    def use(self, key):
        uses = self.leave(key) + 1
        self.uses[key] = uses
        self.buckets.setdefault(uses, {})[key] = None
        self.most = max(self.most, uses)

    def leave(self, key):
        uses = self.uses.pop(key, 0)
        if uses:
            del self.buckets[uses][key]
        return uses
