"""Bug: looks only whether the first slot of a batch is too far ahead.

Killed by secret/08-batch-too-long.
"""


class IdGenerator:
    def __init__(self, epoch_ms, nodes, node, per_ms, ahead_ms):
        self.epoch_ms = epoch_ms
        self.nodes = nodes
        self.node = node
        self.per_ms = per_ms
        self.ahead_ms = ahead_ms
        self.next_slot = 0

    def next_id(self, clock_ms):
        batch = self.reserve(clock_ms, 1)
        return None if batch is None else batch[0]

    def reserve(self, clock_ms, count):
        now = clock_ms - self.epoch_ms
        first = max(self.next_slot, now * self.per_ms)
        last = first + count - 1
        if first // self.per_ms > now + self.ahead_ms:
            return None
        self.next_slot = last + 1
        return self.id_of(first), self.id_of(last)

    def origin(self, id):
        rest, sequence = divmod(id, self.per_ms)
        t, node = divmod(rest, self.nodes)
        return self.epoch_ms + t, node, sequence

    def id_of(self, slot):
        t, sequence = divmod(slot, self.per_ms)
        return (t * self.nodes + self.node) * self.per_ms + sequence
