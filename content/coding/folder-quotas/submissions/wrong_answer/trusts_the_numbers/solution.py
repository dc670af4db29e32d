"""Bug: takes it that a parent has a smaller number than its child, and goes by the numbers.

Killed by secret/05-child-before-parent.
"""


def refused_by(folders, files, uploads):
    usage = [0] * len(folders)
    for number, size in files:
        usage[number] += size
    for number in reversed(range(len(folders))):
        parent, reserved, _ = folders[number]
        if parent != -1:
            usage[parent] += max(usage[number], reserved)

    refuses = [-1] * len(folders)
    for number, (parent, _, quota) in enumerate(folders):
        if quota != -1 and usage[number] > quota:
            refuses[number] = number
        elif parent != -1:
            refuses[number] = refuses[parent]
    return [refuses[number] for number in uploads]
