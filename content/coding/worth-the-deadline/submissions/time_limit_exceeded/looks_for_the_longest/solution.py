"""Right, but looks through all kept jobs for the longest at every drop: quadratic.

Too slow on secret/growth-5.
"""

def worth_running(jobs, start_ms):
    kept = []
    now = start_ms
    for i in sorted(range(len(jobs)), key=lambda i: jobs[i].due_ms):
        kept.append(i)
        now += jobs[i].duration_ms
        if now > jobs[i].due_ms:
            longest = max(kept, key=lambda other: (jobs[other].duration_ms, other))
            kept.remove(longest)
            now -= jobs[longest].duration_ms
    return sorted(kept)
