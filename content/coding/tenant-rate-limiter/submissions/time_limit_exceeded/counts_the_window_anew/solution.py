"""Right but quadratic: counts the whole window again for each call and each rule.

Too slow on secret/growth-5.
"""

from collections import defaultdict


class RateLimiter:
    def __init__(self, rules):
        self.rules = rules
        self.accepted = defaultdict(list)

    def allow(self, now_ms, tenant):
        if self.retry_after_ms(now_ms, tenant) != 0:
            return False
        self.accepted[tenant].append(now_ms)
        return True

    def retry_after_ms(self, now_ms, tenant):
        free_at_ms = now_ms
        for owner, limit, window_ms in self.rules:
            if owner != tenant:
                continue
            if limit == 0:
                return None
            inside = [at_ms for at_ms in self.accepted[tenant] if now_ms - window_ms < at_ms <= now_ms]
            if len(inside) >= limit:
                free_at_ms = max(free_at_ms, inside[0] + window_ms)
        return free_at_ms - now_ms
