"""Right, but climbs the whole way up again for each upload: uploads times depth.

Too slow on secret/growth-5, secret/large-chain.
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

    answers = []
    for number in uploads:
        while number != -1 and not -1 < folders[number].quota < usage[number]:
            number = folders[number].parent
        answers.append(number)
    return answers
