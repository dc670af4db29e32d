"""Right but quadratic: looks at all jobs that have not started at each choice.

Too slow on secret/growth-5.
"""


def start_order(jobs, cooldown_ms):
    waiting, free_from = list(range(len(jobs))), {}
    started, now_ms = [], 0
    while waiting:
        best, soonest_ms = None, None
        for job in waiting:
            at_ms, tenant, priority, _ = jobs[job]
            from_ms = max(at_ms, free_from.get(tenant, 0))
            if from_ms <= now_ms:
                if best is None or priority > jobs[best][2]:
                    best = job
            elif soonest_ms is None or from_ms < soonest_ms:
                soonest_ms = from_ms
        if best is None:
            now_ms = soonest_ms
            continue
        waiting.remove(best)
        started.append((best, now_ms))
        now_ms += jobs[best][3]
        free_from[jobs[best][1]] = now_ms + cooldown_ms
    return started
