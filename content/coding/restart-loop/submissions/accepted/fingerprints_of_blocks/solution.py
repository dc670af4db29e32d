MODULUS, BASE = (1 << 61) - 1, 736_481_953_214_873_291


def repeating_end(lines):
    """Compares blocks by fingerprints: n / size comparisons for each size, n log n in all."""
    count = len(lines)
    number, of_first, power = {}, [0], [1]
    for line in reversed(lines):
        code = number.setdefault(line, len(number) + 1)
        of_first.append((of_first[-1] * BASE + code) % MODULUS)
        power.append(power[-1] * BASE % MODULUS)

    best = (0, 0)
    for size in range(1, count // 2 + 1):
        block, times, factor = of_first[size], 1, power[size]
        while size * (times + 1) <= count:
            there = size * times
            if (of_first[there + size] - of_first[there] * factor) % MODULUS != block:
                break
            times += 1
        if times > 1 and size * times > best[0] * best[1]:
            best = (size, times)
    return best
