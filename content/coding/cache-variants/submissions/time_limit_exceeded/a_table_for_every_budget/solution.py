"""Right but slow: finds the least memory by solving anew for every smaller budget.

Too slow on secret/growth-5.
"""


def choose_variants(objects, budget):
    table = fill(objects, budget)
    left = next(smaller for smaller in range(budget + 1) if fill(objects, smaller)[0][smaller] == table[0][budget])
    plan = []
    for i, variants in enumerate(objects):
        for number, (size, saved_ms) in enumerate([(0, 0), *variants]):
            if size <= left and table[i + 1][left - size] + saved_ms == table[i][left]:
                plan.append(number)
                left -= size
                break
    return plan


def fill(objects, budget):
    best = [[0] * (budget + 1)]
    for variants in reversed(objects):
        behind = best[-1]
        row = list(behind)
        for size, saved_ms in variants:
            for memory in range(size, budget + 1):
                if behind[memory - size] + saved_ms > row[memory]:
                    row[memory] = behind[memory - size] + saved_ms
        best.append(row)
    best.reverse()
    return best
