"""Right but quadratic: counts every slice anew.

Too slow on secret/growth-5.
"""

def frequent_readers(log, slices, at_least):
    answers = []
    for first, last in slices:
        counts, enough = {}, 0
        for place in range(first, last + 1):
            count = counts.get(log[place], 0) + 1
            counts[log[place]] = count
            if count == at_least:
                enough += 1
        answers.append(enough)
    return answers
