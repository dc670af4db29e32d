"""Bug: takes a quota of 0 for none.

Killed by secret/04-quota-zero.
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
        if quota > 0 and usage[number] > quota:
            refuses[number] = number
        elif parent != -1:
            refuses[number] = refuses[parent]
    return [refuses[number] for number in uploads]
