"""Bug: a job that would be late is skipped, and what was taken before is never regretted.

Killed by secret/04-long-one-in-the-way, secret/13-regretted-late.
"""

def worth_running(jobs, start_ms):
    now, kept = start_ms, []
    for i in sorted(range(len(jobs)), key=lambda i: (jobs[i].due_ms, jobs[i].duration_ms, i)):
        if now + jobs[i].duration_ms <= jobs[i].due_ms:
            now += jobs[i].duration_ms
            kept.append(i)
    return sorted(kept)
