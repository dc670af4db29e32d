"""Right, but computes all usages again and again until none changes any more: folders times depth.

Too slow on secret/growth-5, secret/large-chain.
"""


def refused_by(folders, files, uploads):
    own = [0] * len(folders)
    for number, size in files:
        own[number] += size
    usage, before = own, None
    while usage != before:
        before, usage = usage, own[:]
        for number, (parent, reserved, _) in enumerate(folders):
            if parent != -1:
                usage[parent] += max(before[number], reserved)

    known = {-1: -1}
    for number in uploads:
        way = []
        while number not in known and not -1 < folders[number].quota < usage[number]:
            way.append(number)
            number = folders[number].parent
        for passed in way:
            known[passed] = known.get(number, number)
        known.setdefault(number, number)
    return [known[number] for number in uploads]
