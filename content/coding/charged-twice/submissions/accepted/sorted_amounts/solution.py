"""The kept payments of a card that are still in time, sorted by amount: at most two can be near enough.

Three near one amount would have two of them within the tolerance of each other. A search a payment, and a copy of
memory to insert; in a balanced tree O(n log n).
"""

from bisect import bisect_left, insort
from collections import defaultdict, deque


def fold_doubles(payments, within_ms, tolerance):
    in_order = defaultdict(list)
    in_time = defaultdict(deque)
    answer = []
    for number, (at_ms, card, cents) in enumerate(payments):
        amounts, queue = in_order[card], in_time[card]
        while queue and at_ms - payments[queue[0]].at_ms > within_ms:
            old = queue.popleft()
            del amounts[bisect_left(amounts, (payments[old].cents, old))]
        into = number
        place = bisect_left(amounts, (cents - tolerance, 0))
        while place < len(amounts) and amounts[place][0] <= cents + tolerance:
            into = min(into, amounts[place][1])
            place += 1
        if into == number:
            insort(amounts, (cents, number))
            queue.append(number)
        answer.append(into)
    return answer
