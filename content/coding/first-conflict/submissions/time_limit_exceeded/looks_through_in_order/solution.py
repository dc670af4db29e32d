"""Right but quadratic: goes through the bookings in order of their start in each call.

Too slow on secret/growth-5.
"""


class LabPlan:
    def __init__(self, bookings):
        self.ordered = sorted([start, name, end] for name, start, end in bookings)
        self.of_name = {booking[1]: booking for booking in self.ordered}

    def first_conflict(self, starts_at, ends_at):
        for start, name, end in self.ordered:
            if start >= ends_at:
                return None
            if end > starts_at:
                return name
        return None

    def cancel(self, name):
        booking = self.of_name.pop(name, None)
        if booking is None:
            return False
        booking[2] = 0
        return True
