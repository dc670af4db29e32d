"""Reads the candidate's number bit by bit from sums, then checks it. O((n + q) log n) time, O(n log n) memory."""

from bisect import bisect_left
from itertools import accumulate


def noisy_neighbours(log, windows):
    times = [at_ms for at_ms, _, _ in log]
    number_of, tenants, places, sums = {}, [], [], []
    numbers = []
    for place, (_, tenant, cost_ms) in enumerate(log):
        if tenant not in number_of:
            number_of[tenant] = len(tenants)
            tenants.append(tenant)
            places.append([])
            sums.append([0])
        number = number_of[tenant]
        numbers.append(number)
        places[number].append(place)
        sums[number].append(sums[number][-1] + cost_ms)

    costs = [cost_ms for _, _, cost_ms in log]
    total = list(accumulate(costs, initial=0))
    # For each bit: the cost, up to a place, of tenants whose number has it.
    with_bit = [
        list(accumulate((cost if number >> bit & 1 else 0 for cost, number in zip(costs, numbers)), initial=0))
        for bit in range(max(1, len(tenants)).bit_length())
    ]

    answer = []
    for from_ms, until_ms in windows:
        first, end = bisect_left(times, from_ms), bisect_left(times, until_ms)
        whole = total[end] - total[first]
        candidate = 0
        for bit, costs_with in enumerate(with_bit):
            if 2 * (costs_with[end] - costs_with[first]) > whole:
                candidate |= 1 << bit
        noisy = ""
        if whole and candidate < len(tenants):
            at = places[candidate]
            of_tenant = sums[candidate]
            cost = of_tenant[bisect_left(at, end)] - of_tenant[bisect_left(at, first)]
            if 2 * cost > whole:
                noisy = tenants[candidate]
        answer.append(noisy)
    return answer
