"""Bug: counts per fixed piece of the clock, so a burst across a boundary is split in two.

Killed by secret/05-across-the-second.
"""

from collections import Counter, defaultdict


class RateLimiter:
    def __init__(self, rules):
        self.rules = defaultdict(list)
        for tenant, limit, window_ms in rules:
            self.rules[tenant].append((limit, window_ms, Counter()))

    def allow(self, now_ms, tenant):
        if self.retry_after_ms(now_ms, tenant) != 0:
            return False
        for _, window_ms, counts in self.rules.get(tenant, ()):
            counts[now_ms // window_ms] += 1
        return True

    def retry_after_ms(self, now_ms, tenant):
        wait_ms = 0
        for limit, window_ms, counts in self.rules.get(tenant, ()):
            if limit == 0:
                return None
            if counts[now_ms // window_ms] >= limit:
                wait_ms = max(wait_ms, window_ms - now_ms % window_ms)
        return wait_ms
