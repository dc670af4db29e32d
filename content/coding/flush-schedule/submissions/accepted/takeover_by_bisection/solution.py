"""Once a later beginning of the last batch is the better one, it stays so: the candidates sit on a
stack with the write from which each is the best, found by bisection. O(n log n)."""


def cheapest_flushes(writes, flush_cost):
    count = len(writes)
    weight, moment = [0], [0]
    for at_ms, urgency in writes:
        weight.append(weight[-1] + urgency)
        moment.append(moment[-1] + urgency * at_ms)
    best = [0] * (count + 1)

    def cost(begin, end):
        at_ms = writes[end - 1][0]
        return best[begin] + flush_cost + at_ms * (weight[end] - weight[begin]) - moment[end] + moment[begin]

    def takeover(old, new):
        """The first end from which `new` is at least as good as `old`."""
        low, high = new + 1, count + 1
        while low < high:
            middle = (low + high) // 2
            if cost(new, middle) <= cost(old, middle):
                high = middle
            else:
                low = middle + 1
        return low

    candidates, head = [(1, 0)], 0  # the end from which it is the best, the beginning
    for end in range(1, count + 1):
        while head + 1 < len(candidates) and candidates[head + 1][0] <= end:
            head += 1
        best[end] = cost(candidates[head][1], end)
        while True:
            since, old = candidates[-1]
            begins = takeover(old, end)
            if begins > since or len(candidates) - 1 == head:
                break
            candidates.pop()
        if begins <= count:
            candidates.append((begins, end))
    return best[count]
