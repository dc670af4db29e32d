"""What changes hands goes to the node or comes from it: the change of its own share says it all.

Points lie in one list, sorted by position and name. A share is summed up over the node's own points.
"""

from bisect import bisect_left, insort


class WeightedRing:
    def __init__(self, ring_size, points_per_weight):
        self.ring_size = ring_size
        self.points_per_weight = points_per_weight
        self.positions_of = {}
        self.points = []

    def set_weight(self, node, weight):
        before = self.share(node)
        own = self.positions_of.setdefault(node, [])
        while len(own) > weight * self.points_per_weight:
            del self.points[bisect_left(self.points, (own.pop(), node))]
        while len(own) < weight * self.points_per_weight:
            own.append(self.position(f"{node}#{len(own)}"))
            insort(self.points, (own[-1], node))
        return abs(self.share(node) - before)

    def owner(self, key):
        if not self.points:
            return None
        return self.points[bisect_left(self.points, (self.position(key), "")) % len(self.points)][1]

    def share(self, node):
        total = 0
        for position in set(self.positions_of.get(node, [])):
            index = bisect_left(self.points, (position, ""))
            if self.points[index][1] == node:
                total += (position - self.points[index - 1][0] - 1) % self.ring_size + 1
        return total

    def position(self, text):
        h = 2166136261
        for byte in text.encode():
            h = ((h ^ byte) * 16777619) % 2**32
        h = ((h ^ (h >> 16)) * 73244475) % 2**32
        return (h ^ (h >> 16)) % self.ring_size
