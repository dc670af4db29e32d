def retention_days(rules, keys):
    answer = [-1] * len(keys)
    for pattern, days in rules:
        parts = pattern.split("/")
        fitting = {}
        for number, key in enumerate(keys):
            if matches(parts, key.split("/"), "**", segment_matches, fitting):
                answer[number] = days
    return answer


def segment_matches(part, segment):
    if "*" not in part:
        return part == segment
    return matches(part, segment, "*", lambda one, other: one == other, {})


def matches(pattern, items, any_number, fits, fitting):
    """Bit i of `places` is set while the first i parts of the pattern match what was read."""
    loops = sum(1 << i for i, part in enumerate(pattern) if part == any_number)

    def skipping(places):
        while True:
            wider = places | (places & loops) << 1
            if wider == places:
                return places
            places = wider

    places = skipping(1)
    for item in items:
        if item not in fitting:
            fitting[item] = sum(1 << i for i, part in enumerate(pattern) if part != any_number and fits(part, item))
        places = skipping((places & loops) | (places & fitting[item]) << 1)
        if not places:
            return False
    return bool(places >> len(pattern) & 1)
