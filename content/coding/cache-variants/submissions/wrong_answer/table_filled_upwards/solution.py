"""Bug: one row, updated in place and upwards, so that a cell may already hold another variant of
the same object (or the same one).

Killed by secret/05-one-variant-each.
"""


def choose_variants(objects, budget):
    # Saved, memory below 0, and the choices as a chain.
    best = [(0, 0, None)] * (budget + 1)
    for i, variants in enumerate(objects):
        for number, (size, saved_ms) in enumerate(variants, start=1):
            for left in range(size, budget + 1):
                saved, memory, chain = best[left - size]
                if (saved + saved_ms, memory - size) > best[left][:2]:
                    best[left] = saved + saved_ms, memory - size, (i, number, chain)
    plan = [0] * len(objects)
    chain = best[budget][2]
    while chain:
        i, number, chain = chain
        plan[i] = number
    return plan
