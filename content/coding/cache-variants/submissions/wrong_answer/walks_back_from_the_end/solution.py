"""Bug: fills the table from the front and walks back from the last object, so that the end of the
list is kept small and not its beginning.

Killed by secret/09-first-list.
"""


def choose_variants(objects, budget):
    room = budget + 1
    best = [[0] * room]
    for variants in objects:
        before = best[-1]
        row = before
        for size, saved_ms in variants:
            if size <= budget:
                value = saved_ms * room - size
                row = row[:size] + [max(old, new + value) for old, new in zip(row[size:], before)]
        best.append(row)
    plan, left = [], budget
    for i in range(len(objects) - 1, -1, -1):
        for number, (size, saved_ms) in enumerate([(0, 0), *objects[i]]):
            if size <= left and best[i][left - size] + saved_ms * room - (size if number else 0) == best[i + 1][left]:
                plan.append(number)
                left -= size
                break
    return plan[::-1]
