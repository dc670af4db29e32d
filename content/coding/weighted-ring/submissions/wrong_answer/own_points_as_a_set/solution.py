"""Bug: two points of one node on the same position are kept as one, and gone when the first of them goes.

Killed by secret/07-own-points-twice.
"""

from bisect import bisect_left, insort
from collections import defaultdict


class WeightedRing:
    def __init__(self, ring_size, points_per_weight):
        self.ring_size = ring_size
        self.points_per_weight = points_per_weight
        self.points = defaultdict(int)  # how many a node has
        self.shares = defaultdict(int)
        self.positions = []  # in order, each once
        self.nodes_at = {}  # position -> names in order; a node stands there once for each of its points

    def set_weight(self, node, weight):
        wanted, moved = weight * self.points_per_weight, 0
        # Within one call points only come or only go, so no position changes hands twice.
        for number in range(self.points[node], wanted):
            moved += self.add(node, self.position(f"{node}#{number}"))
        for number in range(wanted, self.points[node]):
            moved += self.take(node, self.position(f"{node}#{number}"))
        self.points[node] = wanted
        return moved

    def owner(self, key):
        return self.owner_from(self.position(key))

    def share(self, node):
        return self.shares.get(node, 0)

    def add(self, node, position):
        before = self.owner_from(position)
        if position not in self.nodes_at:
            insort(self.positions, position)
            self.nodes_at[position] = [node]
        else:
            if node not in self.nodes_at[position]:
                insort(self.nodes_at[position], node)
        return self.hand_over(position, before, self.nodes_at[position][0])

    def take(self, node, position):
        if node not in self.nodes_at.get(position, []):
            return 0
        before, arc = self.nodes_at[position][0], self.arc(position)
        self.nodes_at[position].remove(node)
        if not self.nodes_at[position]:
            del self.nodes_at[position]
            del self.positions[bisect_left(self.positions, position)]
        return self.hand_over(position, before, self.owner_from(position), arc)

    def hand_over(self, position, before, after, arc=None):
        if before == after:
            return 0
        arc = arc or self.arc(position)
        if before is not None:
            self.shares[before] -= arc
        if after is not None:
            self.shares[after] += arc
        return arc

    def arc(self, position):
        """How many positions end at this point: those behind the point before it."""
        index = bisect_left(self.positions, position)
        # A single point is its own predecessor and owns the whole ring, hence 1 .. ring_size and not 0 .. ring_size - 1.
        return (position - self.positions[index - 1] - 1) % self.ring_size + 1

    def owner_from(self, position):
        if not self.positions:
            return None
        index = bisect_left(self.positions, position)
        return self.nodes_at[self.positions[index % len(self.positions)]][0]

    def position(self, text):
        h = 2166136261
        for byte in text.encode():
            h = ((h ^ byte) * 16777619) & 0xFFFFFFFF
        h ^= h >> 16
        h = (h * 73244475) & 0xFFFFFFFF
        return (h ^ (h >> 16)) % self.ring_size
