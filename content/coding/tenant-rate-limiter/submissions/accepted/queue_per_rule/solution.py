"""A queue of accepted times for each rule, asked first and filled only when all agree. O(1) a rule, amortised."""

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
        wait_ms = 0
        for limit, window_ms, times in self.rules.get(tenant, ()):
            while times and times[0] <= now_ms - window_ms:
                times.popleft()
            if limit == 0:
                return None
            if len(times) == limit:
                wait_ms = max(wait_ms, times[0] + window_ms - now_ms)
        return wait_ms
