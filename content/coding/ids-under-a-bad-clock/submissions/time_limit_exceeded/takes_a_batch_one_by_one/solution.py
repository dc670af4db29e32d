"""Right but linear in the size of a batch: takes its slots one by one, and goes back if they do not suffice.

Too slow on secret/large-batches.
"""


class IdGenerator:
    def __init__(self, epoch_ms, nodes, node, per_ms, ahead_ms):
        self.epoch_ms, self.nodes, self.node = epoch_ms, nodes, node
        self.per_ms, self.ahead_ms = per_ms, ahead_ms
        self.t, self.s = -1, per_ms - 1

    def next_id(self, clock_ms):
        now = clock_ms - self.epoch_ms
        t, s = self.t, self.s + 1
        if s == self.per_ms:
            t, s = t + 1, 0
        if t < now:
            t, s = now, 0
        if t > now + self.ahead_ms:
            return None
        self.t, self.s = t, s
        return (t * self.nodes + self.node) * self.per_ms + s

    def reserve(self, clock_ms, count):
        before = self.t, self.s
        first = last = self.next_id(clock_ms)
        for _ in range(count - 1):
            last = self.next_id(clock_ms)
            if last is None:
                break
        if last is None:
            self.t, self.s = before
            return None
        return first, last

    def origin(self, id):
        rest, sequence = divmod(id, self.per_ms)
        t, node = divmod(rest, self.nodes)
        return self.epoch_ms + t, node, sequence
