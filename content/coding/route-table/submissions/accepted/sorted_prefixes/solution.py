from bisect import bisect_left, insort


class RouteTable:
    """Prefixes in order, with their slash at the end: what is below a prefix stands together."""

    def __init__(self):
        self.ordered = []
        self.services = {}

    def put(self, prefix, service):
        key = closed(prefix)
        if key not in self.services:
            insort(self.ordered, key)
        self.services[key] = service

    def drain(self, prefix):
        key = closed(prefix)
        first = bisect_left(self.ordered, key)
        last = bisect_left(self.ordered, key[:-1] + "0")  # the character behind the slash
        for one in self.ordered[first:last]:
            del self.services[one]
        del self.ordered[first:last]
        return last - first

    def resolve(self, path):
        key = closed(path)
        while key:
            if key in self.services:
                return self.services[key]
            key = key[: key.rfind("/", 0, -1) + 1]
        return None


def closed(path):
    return path if path == "/" else path + "/"
