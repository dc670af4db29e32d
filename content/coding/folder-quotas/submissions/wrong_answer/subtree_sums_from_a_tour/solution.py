"""Bug: sums of files below each folder from a tour with prefix sums, and reservations looked at only for the
folders directly inside. A reservation further down is lost.

Killed by secret/08-reserved-further-down.
"""


def refused_by(folders, files, uploads):
    inside = [[] for _ in folders]
    stack = []
    for number, folder in enumerate(folders):
        (stack if folder.parent == -1 else inside[folder.parent]).append(number)
    tour = []
    while stack:
        number = stack.pop()
        tour.append(number)
        stack += inside[number]
    own = [0] * len(folders)
    for number, size in files:
        own[number] += size
    # In a tour, all below a folder follow it without a gap.
    before, length = [0], [1] * len(folders)
    for number in tour:
        before.append(before[-1] + own[number])
    for number in reversed(tour):
        if folders[number].parent != -1:
            length[folders[number].parent] += length[number]
    below = [0] * len(folders)
    for place, number in enumerate(tour):
        below[number] = before[place + length[number]] - before[place]

    refuses = [-1] * len(folders)
    for number in tour:
        parent, _, quota = folders[number]
        usage = own[number] + sum(max(below[child], folders[child].reserved) for child in inside[number])
        if quota != -1 and usage > quota:
            refuses[number] = number
        elif parent != -1:
            refuses[number] = refuses[parent]
    return [refuses[number] for number in uploads]
