"""Bug: decides for the densest variant of each object first, and then only whether to keep it.

Killed by secret/06-dense-variant-first.
"""


def choose_variants(objects, budget):
    room = budget + 1
    picked = []
    for variants in objects:
        numbered = [(saved_ms / size, -number, size, saved_ms) for number, (size, saved_ms) in enumerate(variants, start=1)]
        _, number, size, saved_ms = max(numbered, default=(0, 0, room, 0))
        picked.append((-number, size, saved_ms))
    best = [[0] * room]
    for _, size, saved_ms in reversed(picked):
        behind = best[-1]
        value = saved_ms * room - size
        best.append(behind[:size] + [max(old, new + value) for old, new in zip(behind[size:], behind)])
    best.reverse()
    plan, left = [], budget
    for i, (number, size, _) in enumerate(picked):
        if best[i][left] == best[i + 1][left]:
            plan.append(0)
        else:
            plan.append(number)
            left -= size
    return plan
