class LabPlan:
    """Blocks of about the square root of n bookings, each with its latest end."""

    def __init__(self, bookings):
        self.ordered = sorted((start, name) for name, start, _ in bookings)
        self.place = {name: i for i, (_, name) in enumerate(self.ordered)}
        self.ends = [0] * len(self.ordered)
        for name, _, end in bookings:
            self.ends[self.place[name]] = end
        self.block = max(1, int(len(self.ends) ** 0.5))
        self.latest = [max(self.ends[i : i + self.block]) for i in range(0, len(self.ends), self.block)]

    def first_conflict(self, starts_at, ends_at):
        for number, latest in enumerate(self.latest):
            if latest > starts_at:
                i = number * self.block
                while self.ends[i] <= starts_at:
                    i += 1
                start, name = self.ordered[i]
                return name if start < ends_at else None
        return None

    def cancel(self, name):
        i = self.place.pop(name, None)
        if i is None:
            return False
        self.ends[i] = 0
        first = i // self.block * self.block
        self.latest[i // self.block] = max(self.ends[first : first + self.block])
        return True
