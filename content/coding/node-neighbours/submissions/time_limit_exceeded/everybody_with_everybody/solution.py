"""Right but quadratic: the definition as two nested loops.

Too slow on secret/growth-5.
"""


def possible_neighbours(tenants, capacity):
    answer = []
    for market, load in tenants:
        room = capacity - load
        answer.append(sum(1 for other, load_of_other in tenants if other != market and load_of_other <= room))
    return answer
