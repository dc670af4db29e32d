"""Bug: tells the wait for the first full rule to get free again, and not for the last.

Killed by secret/06-the-longest-wait.
"""

from collections import defaultdict, deque


class RateLimiter:
    def __init__(self, rules):
        self.rules = defaultdict(list)
        for tenant, limit, window_ms in rules:
            self.rules[tenant].append((limit, window_ms, deque()))

    def allow(self, now_ms, tenant):
        if self.retry_after_ms(now_ms, tenant) != 0:
            return False
        for _, _, times in self.rules.get(tenant, ()):
            times.append(now_ms)
        return True

    def retry_after_ms(self, now_ms, tenant):
        waits = []
        for limit, window_ms, times in self.rules.get(tenant, ()):
            while times and times[0] <= now_ms - window_ms:
                times.popleft()
            if limit == 0:
                return None
            if len(times) == limit:
                waits.append(times[0] + window_ms - now_ms)
        return min(waits, default=0)
