"""Right but quadratic: walks up from both for each request.

Too slow on secret/growth-5.
"""


def approvers(boss, reports, requests):
    manager = dict(reports)
    answers = []
    for one, other in requests:
        above_one = set()
        while one != boss:
            one = manager[one]
            above_one.add(one)
        answer = ""
        while other != boss and not answer:
            other = manager[other]
            if other in above_one:
                answer = other
        answers.append(answer)
    return answers
