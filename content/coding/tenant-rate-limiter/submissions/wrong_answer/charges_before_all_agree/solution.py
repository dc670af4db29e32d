"""Bug: a rule that allows the request counts it at once, although a later rule refuses it.

Killed by secret/04-one-rule-refuses.
"""

from collections import defaultdict, deque


class RateLimiter:
    def __init__(self, rules):
        self.rules = defaultdict(list)
        # The widest window first: it refuses most, so asking it first seems to be the cheapest.
        for tenant, limit, window_ms in sorted(rules, key=lambda rule: -rule[2]):
            self.rules[tenant].append((limit, window_ms, deque()))

    def allow(self, now_ms, tenant):
        for limit, window_ms, times in self.rules.get(tenant, ()):
            while times and times[0] <= now_ms - window_ms:
                times.popleft()
            if len(times) >= limit:
                return False
            times.append(now_ms)
        return True

    def retry_after_ms(self, now_ms, tenant):
        wait_ms = 0
        for limit, window_ms, times in self.rules.get(tenant, ()):
            while times and times[0] <= now_ms - window_ms:
                times.popleft()
            if limit == 0:
                return None
            if len(times) >= limit:
                wait_ms = max(wait_ms, times[0] + window_ms - now_ms)
        return wait_ms
