"""Right but quadratic: looks at all routes in each call.

Too slow on secret/growth-5.
"""


class RouteTable:
    def __init__(self):
        self.services = {}

    def put(self, prefix, service):
        self.services[prefix] = service

    def drain(self, prefix):
        below = [one for one in self.services if begins(one, prefix)]
        for one in below:
            del self.services[one]
        return len(below)

    def resolve(self, path):
        longest = max((one for one in self.services if begins(path, one)), key=len, default=None)
        return self.services.get(longest)


def begins(path, prefix):
    return prefix == "/" or path == prefix or path.startswith(prefix + "/")
