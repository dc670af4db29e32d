"""A heap of the streams' front lines, and the waiting streams in order of joining. O(n log k) for k streams."""

import heapq


def merge_streams(streams):
    waiting = sorted(range(len(streams)), key=lambda number: streams[number][0], reverse=True)
    heads, written = [], []

    def join():
        number = waiting.pop()
        lines = streams[number][1]
        at = 0
        while at < len(lines) and written and tuple(lines[at]) <= written[-1][:2]:
            at += 1
        push(number, at)

    def push(number, at):
        lines = streams[number][1]
        if at < len(lines):
            heapq.heappush(heads, (*lines[at], number, at))

    while heads or waiting:
        while waiting and streams[waiting[-1]][0] <= len(written):
            join()
        if not heads:
            if waiting:
                # Those that would join next do so now, all of them together.
                next_after = streams[waiting[-1]][0]
                while waiting and streams[waiting[-1]][0] == next_after:
                    join()
            continue
        at_ms, event = heads[0][:2]
        copies = 0
        while heads and heads[0][0] == at_ms and heads[0][1] == event:
            _, _, number, at = heapq.heappop(heads)
            copies += 1
            push(number, at + 1)
        written.append((at_ms, event, copies))
    return written
