"""Bug: of equal savings takes the smallest list, and forgets that less memory comes first.

Killed by secret/08-least-memory.
"""


def choose_variants(objects, budget):
    best = [[0] * (budget + 1)]
    for variants in reversed(objects):
        behind = best[-1]
        row = behind
        for size, saved_ms in variants:
            if size <= budget:
                row = row[:size] + [max(old, new + saved_ms) for old, new in zip(row[size:], behind)]
        best.append(row)
    best.reverse()
    plan, left = [], budget
    for i, variants in enumerate(objects):
        for number, (size, saved_ms) in enumerate([(0, 0), *variants]):
            if size <= left and best[i + 1][left - size] + saved_ms == best[i][left]:
                plan.append(number)
                left -= size
                break
    return plan
