"""Bug: looks 0 places back for a limit of 0, which is the front of the list, and so lets the first request in.

Killed by secret/07-closed-tenant.
"""

from collections import defaultdict


class RateLimiter:
    def __init__(self, rules):
        self.rules = defaultdict(list)
        for tenant, limit, window_ms in rules:
            self.rules[tenant].append((limit, window_ms))
        self.accepted = defaultdict(list)

    def allow(self, now_ms, tenant):
        free_at_ms = self.free_at_ms(tenant)
        if free_at_ms is None or free_at_ms > now_ms:
            return False
        if tenant in self.rules:
            self.remember(now_ms, tenant)
        return True

    def retry_after_ms(self, now_ms, tenant):
        free_at_ms = self.free_at_ms(tenant)
        return None if free_at_ms is None else max(0, free_at_ms - now_ms)

    def free_at_ms(self, tenant):
        """The first moment at which every rule allows one more, or None if there is none."""
        times = self.accepted.get(tenant, [])
        free_at_ms = 0
        for limit, window_ms in self.rules.get(tenant, []):
            if times and len(times) >= limit:
                free_at_ms = max(free_at_ms, times[-limit] + window_ms)
        return free_at_ms

    def remember(self, now_ms, tenant):
        times = self.accepted[tenant]
        times.append(now_ms)
        # No rule looks further back than its limit; cutting at twice that costs little per request.
        needed = max(limit for limit, _ in self.rules[tenant])
        if needed and len(times) > 2 * needed:
            del times[:-needed]
