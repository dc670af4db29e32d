class LabPlan:
    def __init__(self, bookings):
        self.ordered = sorted((start, name, end) for name, start, end in bookings)
        self.place = {name: i for i, (_, name, _) in enumerate(self.ordered)}
        self.width = 1
        while self.width < len(self.ordered):
            self.width *= 2
        # Node i has the latest end of its children 2i and 2i + 1; the leaves stand in order of start.
        self.latest = [0] * (2 * self.width)
        self.latest[self.width : self.width + len(self.ordered)] = [end for _, _, end in self.ordered]
        for i in range(self.width - 1, 0, -1):
            self.latest[i] = max(self.latest[2 * i], self.latest[2 * i + 1])

    def first_conflict(self, starts_at, ends_at):
        latest = self.latest
        if latest[1] <= starts_at:
            return None
        i = 1
        while i < self.width:
            i *= 2
            if latest[i] <= starts_at:
                i += 1
        start, name, _ = self.ordered[i - self.width]
        return name if start < ends_at else None

    def cancel(self, name):
        i = self.place.pop(name, None)
        if i is None:
            return False
        i += self.width
        self.latest[i] = 0
        while i > 1:
            i //= 2
            self.latest[i] = max(self.latest[2 * i], self.latest[2 * i + 1])
        return True
