"""Bug: compares characters and not segments, so /ap serves /api.

Killed by secret/02-whole-segments.
"""


class RouteTable:
    def __init__(self):
        self.services = {}

    def put(self, prefix, service):
        self.services[prefix] = service

    def drain(self, prefix):
        below = [one for one in self.services if one.startswith(prefix)]
        for one in below:
            del self.services[one]
        return len(below)

    def resolve(self, path):
        for end in range(len(path), 0, -1):
            if path[:end] in self.services:
                return self.services[path[:end]]
        return None
