"""A doubly linked list by hand, and a heap of nodes in which a node says itself whether it is gone."""

import heapq
import itertools


class Node:
    __slots__ = ("key", "value", "end_ms", "gone", "before", "after")

    def __init__(self, key, value, end_ms):
        self.key, self.value, self.end_ms = key, value, end_ms
        self.gone = False
        self.before = self.after = self


class TtlLruCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.nodes = {}
        # A ring: `ring.after` was used longest ago, `ring.before` last.
        self.ring = Node(None, None, None)
        self.ends = []
        self.serial = itertools.count()

    def get(self, now_ms, key):
        self.drop_dead(now_ms)
        node = self.nodes.get(key)
        if node is None:
            return None
        self.unlink(node)
        self.link_last(node)
        return node.value

    def put(self, now_ms, key, value, ttl_ms):
        self.drop_dead(now_ms)
        if key in self.nodes:
            self.remove(self.nodes[key])
        elif len(self.nodes) == self.capacity:
            self.remove(self.ring.after)
        node = self.nodes[key] = Node(key, value, now_ms + ttl_ms)
        self.link_last(node)
        # The serial number decides between equal ends, since nodes cannot be compared.
        heapq.heappush(self.ends, (node.end_ms, next(self.serial), node))

    def size(self, now_ms):
        self.drop_dead(now_ms)
        return len(self.nodes)

    def drop_dead(self, now_ms):
        while self.ends and (self.ends[0][2].gone or self.ends[0][0] <= now_ms):
            node = heapq.heappop(self.ends)[2]
            if not node.gone:
                self.remove(node)

    def remove(self, node):
        del self.nodes[node.key]
        self.unlink(node)
        node.gone = True

    def unlink(self, node):
        node.before.after, node.after.before = node.after, node.before

    def link_last(self, node):
        last = self.ring.before
        node.before, node.after = last, self.ring
        last.after = self.ring.before = node
