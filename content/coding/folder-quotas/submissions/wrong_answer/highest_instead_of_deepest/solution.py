"""Bug: reports the highest folder that is over, and not the first on the way up.

Killed by secret/09-deepest-of-two.
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
            usage[parent] += max(usage[number], reserved)

    refuses = [-1] * len(folders)
    for number in order:
        parent, _, quota = folders[number]
        if parent != -1:
            refuses[number] = refuses[parent]
        if refuses[number] == -1 and quota != -1 and usage[number] > quota:
            refuses[number] = number
    return [refuses[number] for number in uploads]
