"""Bug: takes away only the route of the prefix itself and leaves those below.

Killed by secret/09-drain-takes-the-route-itself.
"""


class Node:
    __slots__ = ("children", "service", "routes")

    def __init__(self):
        self.children = {}
        self.service = None
        self.routes = 0  # here and below


class RouteTable:
    def __init__(self):
        self.root = Node()

    def put(self, prefix, service):
        trail = [self.root]
        for segment in segments(prefix):
            node = trail[-1].children.get(segment)
            if node is None:
                node = trail[-1].children[segment] = Node()
            trail.append(node)
        if trail[-1].service is None:
            for node in trail:
                node.routes += 1
        trail[-1].service = service

    def drain(self, prefix):
        names = segments(prefix)
        if not names:
            drained, self.root = self.root.routes, Node()
            return drained
        trail = [self.root]
        for segment in names:
            node = trail[-1].children.get(segment)
            if node is None:
                return 0
            trail.append(node)
        drained = int(trail[-1].service is not None)
        trail[-1].service = None
        for node in trail:
            node.routes -= drained
        return drained

    def resolve(self, path):
        node = self.root
        service = node.service
        for segment in segments(path):
            node = node.children.get(segment)
            if node is None:
                break
            if node.service is not None:
                service = node.service
        return service


def segments(path):
    return path[1:].split("/") if path != "/" else []
