"""The recurrence as it is said, remembered for each object and each rest of memory."""

import sys
from functools import cache


def choose_variants(objects, budget):
    sys.setrecursionlimit(max(10_000, sys.getrecursionlimit()))
    room = budget + 1
    # Not keeping the object is its variant 0. More saved always counts more than all the memory.
    options = [[(0, 0), *((size, saved_ms * room - size) for size, saved_ms in variants)] for variants in objects]

    @cache
    def best(i, left):
        if i == len(options):
            return 0
        return max([value + best(i + 1, left - size) for size, value in options[i] if size <= left])

    plan, left = [], budget
    for i, choices in enumerate(options):
        for number, (size, value) in enumerate(choices):
            if size <= left and value + best(i + 1, left - size) == best(i, left):
                plan.append(number)
                left -= size
                break
    return plan
