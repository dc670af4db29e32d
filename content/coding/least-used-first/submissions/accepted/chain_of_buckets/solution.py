"""A chain of buckets, one for each number of uses that occurs, in rising order. O(1) a call, O(count) for victims."""


class Bucket:
    """The entries with the same number of uses, longest unused first."""

    __slots__ = ("uses", "keys", "before", "after")

    def __init__(self, uses):
        self.uses = uses
        self.keys = {}  # an ordered set
        self.before = self.after = self


class LfuCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.values = {}
        self.bucket_of = {}
        # The ring's own bucket is always there: what comes after it has the fewest uses.
        self.ring = Bucket(0)

    def get(self, key):
        if key not in self.values:
            return None
        self.use(key)
        return self.values[key]

    def put(self, key, value):
        if key in self.values:
            self.values[key] = value
            self.use(key)
            return None
        gone = None
        if len(self.values) == self.capacity:
            gone = next(iter(self.ring.after.keys))
            self.remove(gone)
        self.values[key] = value
        self.enter(key, self.ring)
        return gone

    def remove(self, key):
        if key not in self.values:
            return False
        del self.values[key]
        self.leave(key, self.bucket_of.pop(key))
        return True

    def victims(self, count):
        found, bucket = [], self.ring.after
        while bucket is not self.ring:
            for key in bucket.keys:
                if len(found) == count:
                    return found
                found.append(key)
            bucket = bucket.after
        return found

    def use(self, key):
        bucket = self.bucket_of[key]
        self.enter(key, bucket)
        self.leave(key, bucket)

    def enter(self, key, below):
        """Puts the key into the bucket of one use more than `below`, which is its neighbour or has yet to be made."""
        bucket = below.after
        if bucket.uses != below.uses + 1:
            bucket = Bucket(below.uses + 1)
            bucket.before, bucket.after = below, below.after
            below.after.before = bucket
            below.after = bucket
        bucket.keys[key] = None
        self.bucket_of[key] = bucket

    def leave(self, key, bucket):
        del bucket.keys[key]
        if not bucket.keys:
            bucket.before.after, bucket.after.before = bucket.after, bucket.before
