"""Reads calls from standard input, makes them on the candidate's class, writes what they return."""

import contextlib
import sys


def main():
    lines = sys.stdin.read().split("\n")
    capacity, count = map(int, lines[0].split())

    # A print that is left over from debugging must not end up in the answer.
    with contextlib.redirect_stdout(sys.stderr):
        from solution import TtlLruCache

        cache = TtlLruCache(capacity)
        answers = [answer for line in lines[1 : count + 1] for answer in make(cache, line)]

    print("\n".join(answers))


def make(cache, line):
    """Makes the call of one line, and yields its answer if that kind of call has one."""
    name, *given = line.split()
    if name == "put":
        now_ms, key, value, ttl_ms = given
        cache.put(int(now_ms), key, int(value), int(ttl_ms))
    elif name == "get":
        now_ms, key = given
        value = cache.get(int(now_ms), key)
        yield "-" if value is None else whole_number(value, line)
    else:
        yield whole_number(cache.size(int(given[0])), line)


def whole_number(answer, line):
    """The answer as text, or an end with a sentence that says what it should have been."""
    if not isinstance(answer, int):
        sys.exit(f"`{line}` must return a whole number (or None for a get without a live entry), and returned {answer!r:.100}")
    return str(answer)


main()
