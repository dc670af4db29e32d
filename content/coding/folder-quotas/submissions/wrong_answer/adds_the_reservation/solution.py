"""Bug: what is reserved is added to the usage, even where files already fill it.

Killed by secret/06-reserved-is-not-added, secret/14-within-the-reservation.
"""


def refused_by(folders, files, uploads):
    inside = [[] for _ in folders]
    order = []
    for number, folder in enumerate(folders):
        (order if folder.parent == -1 else inside[folder.parent]).append(number)
    for number in order:  # grows while it is walked
        order += inside[number]

    usage = [0] * len(folders)
    for number, size in files:
        usage[number] += size
    for number in reversed(order):
        parent, reserved, _ = folders[number]
        if parent != -1:
            usage[parent] += usage[number] + reserved

    refuses = [-1] * len(folders)
    for number in order:
        parent, _, quota = folders[number]
        if quota != -1 and usage[number] > quota:
            refuses[number] = number
        elif parent != -1:
            refuses[number] = refuses[parent]
    return [refuses[number] for number in uploads]
