"""Right but quadratic: after each cancellation it makes the running latest ends for a binary search anew.

Too slow on secret/growth-5.
"""

from bisect import bisect_right


class LabPlan:
    def __init__(self, bookings):
        self.live = {name: (start, name, end) for name, start, end in bookings}
        self.prepare()

    def prepare(self):
        self.ordered = sorted(self.live.values())
        self.latest, latest = [], 0
        for _, _, end in self.ordered:
            latest = max(latest, end)
            self.latest.append(latest)

    def first_conflict(self, starts_at, ends_at):
        i = bisect_right(self.latest, starts_at)
        if i == len(self.ordered) or self.ordered[i][0] >= ends_at:
            return None
        return self.ordered[i][1]

    def cancel(self, name):
        if self.live.pop(name, None) is None:
            return False
        self.prepare()
        return True
