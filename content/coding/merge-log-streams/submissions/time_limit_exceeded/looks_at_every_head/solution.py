"""Right but slow for many streams: looks at the front of every stream for each line.

Too slow on secret/growth-5.
"""


def merge_streams(streams):
    waiting = sorted(range(len(streams)), key=lambda number: streams[number][0], reverse=True)
    fronts, written = {}, []

    def join():
        number = waiting.pop()
        lines = streams[number][1]
        at = 0
        while at < len(lines) and written and tuple(lines[at]) <= written[-1][:2]:
            at += 1
        if at < len(lines):
            fronts[number] = at

    while fronts or waiting:
        while waiting and streams[waiting[-1]][0] <= len(written):
            join()
        if not fronts:
            if waiting:
                next_after = streams[waiting[-1]][0]
                while waiting and streams[waiting[-1]][0] == next_after:
                    join()
            continue
        at_ms, event = min((streams[number][1][at] for number, at in fronts.items()), key=lambda line: (line[0], line[1]))
        same = [number for number, at in fronts.items() if tuple(streams[number][1][at]) == (at_ms, event)]
        copies = 0
        for number in same:
            lines = streams[number][1]
            while fronts[number] < len(lines) and tuple(lines[fronts[number]]) == (at_ms, event):
                fronts[number] += 1
                copies += 1
            if fronts[number] == len(lines):
                del fronts[number]
        written.append((at_ms, event, copies))
    return written
