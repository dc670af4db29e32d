"""Bug: joins the lines to one text and looks for repeats in that, so borders of lines are lost.

Killed by secret/12-lines-glued.
"""


def repeating_end(lines):
    text, best = "".join(lines), (0, 0)
    size = 0
    for number, line in enumerate(reversed(lines[-400:]), start=1):
        size += len(line)
        times = 1
        while size and text.endswith(text[len(text) - size :] * (times + 1)):
            times += 1
        if times > 1 and number * times > best[0] * best[1]:
            best = (number, times)
    return best
