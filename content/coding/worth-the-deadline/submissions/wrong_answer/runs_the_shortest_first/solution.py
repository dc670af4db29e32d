"""Bug: also runs the jobs in order of their length, so that an urgent one waits for a short one that has time.

Killed by secret/05-short-but-not-urgent.
"""

def worth_running(jobs, start_ms):
    now, kept = start_ms, []
    for i in sorted(range(len(jobs)), key=lambda i: (jobs[i].duration_ms, i)):
        if now + jobs[i].duration_ms <= jobs[i].due_ms:
            now += jobs[i].duration_ms
            kept.append(i)
    return sorted(kept)
