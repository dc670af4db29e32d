"""Right but quadratic: looks at all the other ids for each one.

Too slow on secret/growth-5.
"""


def short_lengths(ids, shortest):
    different = set(ids)
    needed = {}
    for one in different:
        count = min(shortest, len(one))
        for other in different:
            if other is not one:
                while count < len(one) and other.startswith(one[:count]):
                    count += 1
        needed[one] = count
    return [needed[one] for one in ids]
