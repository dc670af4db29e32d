def short_lengths(ids, shortest):
    children, having = [{}], [0]
    for one in set(ids):
        node = 0
        for c in one:
            child = children[node].get(c)
            if child is None:
                child = children[node][c] = len(children)
                children.append({})
                having.append(0)
            node = child
            having[node] += 1
    return [length_of(one, shortest, children, having) for one in ids]


def length_of(one, shortest, children, having):
    node = 0
    for count, c in enumerate(one, start=1):
        node = children[node][c]
        if count >= shortest and having[node] == 1:
            return count
    return len(one)
