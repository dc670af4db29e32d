"""Right but quadratic in a burst: begins at the clock's millisecond and tries one slot after the other.

Too slow on secret/growth-5.
"""


class IdGenerator:
    def __init__(self, epoch_ms, nodes, node, per_ms, ahead_ms):
        self.epoch_ms, self.nodes, self.node = epoch_ms, nodes, node
        self.per_ms, self.ahead_ms = per_ms, ahead_ms
        self.latest = (-1, 0)

    def next_id(self, clock_ms):
        batch = self.reserve(clock_ms, 1)
        return batch[0] if batch else None

    def reserve(self, clock_ms, count):
        now = clock_ms - self.epoch_ms
        first, left = None, count
        for t in range(now, now + self.ahead_ms + 1):
            for s in range(self.per_ms):
                if (t, s) > self.latest:
                    first = first or (t, s)
                    left -= 1
                    if left == 0:
                        self.latest = (t, s)
                        return self.id_of(*first), self.id_of(t, s)
        return None

    def origin(self, id):
        rest, sequence = divmod(id, self.per_ms)
        t, node = divmod(rest, self.nodes)
        return self.epoch_ms + t, node, sequence

    def id_of(self, t, s):
        return (t * self.nodes + self.node) * self.per_ms + s
