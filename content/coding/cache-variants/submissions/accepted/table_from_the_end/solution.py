"""best[i][m]: the best that objects i and later can do with m MiB. Saving and memory are one number,
and the table is filled from the end so that the walk from the front finds the first list."""


def choose_variants(objects, budget):
    room = budget + 1
    count = len(objects)
    best = [[0] * room]
    for variants in reversed(objects):
        behind = best[-1]
        row = behind
        for size, saved_ms in variants:
            if size <= budget:
                value = saved_ms * room - size
                row = row[:size] + [max(old, new + value) for old, new in zip(row[size:], behind)]
        best.append(row)
    best.reverse()

    plan, left = [], budget
    for i, variants in enumerate(objects):
        wanted = best[i][left]
        if best[i + 1][left] == wanted:
            plan.append(0)
            continue
        for number, (size, saved_ms) in enumerate(variants, start=1):
            if size <= left and best[i + 1][left - size] + saved_ms * room - size == wanted:
                plan.append(number)
                left -= size
                break
    return plan
