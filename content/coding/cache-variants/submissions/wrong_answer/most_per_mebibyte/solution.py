"""Bug: greedy. Takes the variants by what they save per MiB, as long as they fit.

Killed by secret/04-ratio-misleads.
"""


def choose_variants(objects, budget):
    all_variants = [
        (-saved_ms * 10**6 // size, i, number, size)
        for i, variants in enumerate(objects)
        for number, (size, saved_ms) in enumerate(variants, start=1)
        if saved_ms > 0
    ]
    plan, left = [0] * len(objects), budget
    for _, i, number, size in sorted(all_variants):
        if plan[i] == 0 and size <= left:
            plan[i] = number
            left -= size
    return plan
