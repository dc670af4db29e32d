"""Reads a log from standard input, calls the candidate's function, writes what it returns."""

import contextlib
import sys


def main():
    lines = iter(sys.stdin.read().split("\n"))
    count, window_ms, limit = map(int, next(lines).split())
    log = []
    for _ in range(count):
        at_ms, client, request_id = next(lines).split()
        log.append((int(at_ms), client, request_id))

    # A print that is left over from debugging must not end up in the answer.
    with contextlib.redirect_stdout(sys.stderr):
        from solution import first_breaches

        answer = first_breaches(log, window_ms, limit)

    print("\n".join([str(len(checked(answer))), *(f"{client} {at_ms}" for client, at_ms in answer)]))


def checked(answer):
    """The answer, or an end with a sentence that says what its shape should have been."""
    shape_is_right = isinstance(answer, list) and all(
        isinstance(pair, (tuple, list))
        and len(pair) == 2
        and isinstance(pair[0], str)
        and isinstance(pair[1], int)
        for pair in answer
    )
    if not shape_is_right:
        sys.exit(f"first_breaches must return a list of pairs (client, at_ms), and returned {answer!r:.200}")
    return answer


main()
