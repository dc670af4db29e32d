"""Exact: a tree over all accounts whose nodes get a number for each pair of children's numbers. O(n log n).

Equal states have the same number at the root, and different states have different ones.
"""


def neutral_stretch(entries):
    leaf_of = {}
    for account, _ in entries:
        leaf_of.setdefault(account, len(leaf_of))
    width = 1
    while width < len(leaf_of):
        width *= 2
    balances = [0] * width
    numbers = [0] * (2 * width)  # node 1 is the root, the children of i are 2i and 2i + 1
    known = {}

    def number(content):
        return known.setdefault(content, len(known))

    for leaf in range(width):
        numbers[width + leaf] = number(0)
    for node in range(width - 1, 0, -1):
        numbers[node] = number((numbers[2 * node], numbers[2 * node + 1]))

    first_place = {numbers[1]: 0}
    best = None
    for place, (account, cents) in enumerate(entries, start=1):
        leaf = leaf_of[account]
        balances[leaf] += cents
        node = width + leaf
        numbers[node] = number(balances[leaf])
        while node > 1:
            node //= 2
            numbers[node] = number((numbers[2 * node], numbers[2 * node + 1]))
        first = first_place.setdefault(numbers[1], place)
        if place > first and (best is None or place - first > best[1] or (place - first == best[1] and first < best[0])):
            best = (first, place - first)
    return best
