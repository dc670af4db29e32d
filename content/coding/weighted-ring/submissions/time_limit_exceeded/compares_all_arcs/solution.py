"""Right but linear in the ring for each change: lists all arcs before and after, and compares them.

Too slow on secret/growth-5.
"""

from bisect import bisect_left


class WeightedRing:
    def __init__(self, ring_size, points_per_weight):
        self.ring_size = ring_size
        self.points_per_weight = points_per_weight
        self.positions_of = {}
        self.ring = []  # (position, node) in order, one for each position

    def set_weight(self, node, weight):
        before = self.ring
        self.positions_of[node] = [self.position(f"{node}#{i}") for i in range(weight * self.points_per_weight)]
        owner_at = {}
        for name, positions in self.positions_of.items():
            for position in positions:
                owner_at[position] = min(name, owner_at.get(position, name))
        self.ring = sorted(owner_at.items())
        return self.moved(before, self.ring)

    def moved(self, before, after):
        """Goes along both rings at once, from one point of either to the next."""
        total, done, i, j = 0, -1, 0, 0
        while done < self.ring_size - 1:
            old = before[i] if i < len(before) else (self.ring_size - 1, before[0][1] if before else None)
            new = after[j] if j < len(after) else (self.ring_size - 1, after[0][1] if after else None)
            end = min(old[0], new[0])
            if old[1] != new[1]:
                total += end - done
            done = end
            i += old[0] == end
            j += new[0] == end
        return total

    def owner(self, key):
        if not self.ring:
            return None
        return self.ring[bisect_left(self.ring, (self.position(key), "")) % len(self.ring)][1]

    def share(self, node):
        return sum((position - self.ring[i - 1][0] - 1) % self.ring_size + 1 for i, (position, name) in enumerate(self.ring) if name == node)

    def position(self, text):
        h = 2166136261
        for byte in text.encode():
            h = ((h ^ byte) * 16777619) % 2**32
        h = ((h ^ (h >> 16)) * 73244475) % 2**32
        return (h ^ (h >> 16)) % self.ring_size
