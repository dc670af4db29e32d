"""Bug: begins a new millisecond whenever the clock shows another one, also an earlier one.

Killed by secret/03-clock-goes-back.
"""


class IdGenerator:
    def __init__(self, epoch_ms, nodes, node, per_ms, ahead_ms):
        self.epoch_ms, self.nodes, self.node = epoch_ms, nodes, node
        self.per_ms, self.ahead_ms = per_ms, ahead_ms
        self.last_t, self.last_s = -1, per_ms - 1
        self.last_now = -1

    def next_id(self, clock_ms):
        batch = self.reserve(clock_ms, 1)
        return batch[0] if batch else None

    def reserve(self, clock_ms, count):
        now = clock_ms - self.epoch_ms
        t, s = self.last_t, self.last_s + 1
        if s == self.per_ms:
            t, s = t + 1, 0
        if now != self.last_now:
            t, s = now, 0
        carry, end_s = divmod(s + count - 1, self.per_ms)
        end_t = t + carry
        # Decided before anything is written, so that a refusal changes nothing.
        if end_t - now > self.ahead_ms:
            return None
        self.last_t, self.last_s, self.last_now = end_t, end_s, now
        return self.id_of(t, s), self.id_of(end_t, end_s)

    def origin(self, id):
        t_and_node, sequence = divmod(id, self.per_ms)
        return self.epoch_ms + t_and_node // self.nodes, t_and_node % self.nodes, sequence

    def id_of(self, t, s):
        return (t * self.nodes + self.node) * self.per_ms + s
