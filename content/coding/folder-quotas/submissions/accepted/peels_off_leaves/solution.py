"""Takes off folders that have nothing left inside, without lists of children. Who refuses is looked up
on the way up and remembered for the whole way."""


def refused_by(folders, files, uploads):
    usage = [0] * len(folders)
    for number, size in files:
        usage[number] += size
    left = [0] * len(folders)
    for folder in folders:
        if folder.parent != -1:
            left[folder.parent] += 1
    done = [number for number, count in enumerate(left) if count == 0]
    while done:
        number = done.pop()
        parent, reserved, _ = folders[number]
        if parent == -1:
            continue
        usage[parent] += max(usage[number], reserved)
        left[parent] -= 1
        if left[parent] == 0:
            done.append(parent)

    known = {-1: -1}
    for number, folder in enumerate(folders):
        if -1 < folder.quota < usage[number]:
            known[number] = number
    for number in uploads:
        way = []
        while number not in known:
            way.append(number)
            number = folders[number].parent
        for passed in way:
            known[passed] = known[number]
    return [known[number] for number in uploads]
