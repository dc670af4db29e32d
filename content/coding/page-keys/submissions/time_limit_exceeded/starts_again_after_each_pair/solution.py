"""Right but quadratic: looks for the first two dots, takes them away with the segment before, and starts again.

Too slow on secret/growth-5.
"""

import re

PLAIN = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")


def page_keys(targets):
    return [page_key(target) for target in targets]


def page_key(target):
    path, _, query = ESCAPE.sub(in_one_form, target).partition("?")
    key, parts = path_of(path), parts_of(query)
    return key + "?" + "&".join(parts) if parts else key


def in_one_form(found):
    if found[1] is None:
        return "%25"
    c = chr(int(found[1], 16))
    return c if c in PLAIN else found[0].upper()


def path_of(path):
    left = [segment for segment in path.split("/") if segment not in ("", ".")]
    while ".." in left:
        at = left.index("..")
        del left[max(at - 1, 0) : at + 1]
    return "/" + "/".join(left)


def parts_of(query):
    parts = [part for part in query.split("&") if part and not part.startswith("utm_")]
    # Sorting is stable: parts of equal name keep their order.
    return sorted(parts, key=lambda part: part.partition("=")[0])
