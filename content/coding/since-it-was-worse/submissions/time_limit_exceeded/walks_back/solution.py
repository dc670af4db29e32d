"""Right but quadratic: walks back from each sample until something is worse.

Too slow on secret/growth-5.
"""


def since_worse(samples, margin, silence_ms):
    answer = []
    for place, (at_ms, latency) in enumerate(samples):
        found = -1
        later_ms = at_ms
        for earlier in range(place - 1, -1, -1):
            then_ms, then = samples[earlier]
            if later_ms - then_ms > silence_ms:
                break
            if then >= latency + margin:
                found = at_ms - then_ms
                break
            later_ms = then_ms
        answer.append(found)
    return answer
