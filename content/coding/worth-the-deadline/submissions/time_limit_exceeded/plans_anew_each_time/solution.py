"""Right, but takes the shortest first and goes through the whole plan again for each: quadratic.

Too slow on secret/growth-5.
"""

import bisect


def worth_running(jobs, start_ms):
    plan = []
    for i in sorted(range(len(jobs)), key=lambda i: (jobs[i].duration_ms, i)):
        at = bisect.bisect([due for due, _, _ in plan], jobs[i].due_ms)
        longer = plan[:at] + [(jobs[i].due_ms, jobs[i].duration_ms, i)] + plan[at:]
        now = start_ms
        for due, duration, _ in longer:
            now += duration
            if now > due:
                break
        else:
            plan = longer
    return sorted(i for _, _, i in plan)
