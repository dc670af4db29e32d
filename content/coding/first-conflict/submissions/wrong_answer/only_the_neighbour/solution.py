"""Bug: looks only at the last booking that starts before the asked time, and at the next ones from there.

Killed by secret/03-long-one-behind-short-ones.
"""

from bisect import bisect_left


class LabPlan:
    def __init__(self, bookings):
        self.ordered = sorted((start, name, end) for name, start, end in bookings)
        self.of_name = {booking[1]: booking for booking in self.ordered}

    def first_conflict(self, starts_at, ends_at):
        i = bisect_left(self.ordered, (starts_at + 1,)) - 1
        for start, name, end in self.ordered[max(i, 0) : i + 2]:
            if start < ends_at and end > starts_at:
                return name
        return None

    def cancel(self, name):
        booking = self.of_name.pop(name, None)
        if booking is None:
            return False
        del self.ordered[bisect_left(self.ordered, booking)]
        return True
