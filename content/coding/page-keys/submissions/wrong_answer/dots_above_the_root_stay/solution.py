"""Bug: keeps two dots that have nothing before them.

Killed by secret/03-above-the-root.
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
    left = []
    for segment in path.split("/"):
        if segment == "..":
            if left and left[-1] != "..":
                left.pop()
            else:
                left.append("..")
        elif segment not in ("", "."):
            left.append(segment)
    return "/" + "/".join(left)


def parts_of(query):
    parts = [part for part in query.split("&") if part and not part.startswith("utm_")]
    # Sorting is stable: parts of equal name keep their order.
    return sorted(parts, key=lambda part: part.partition("=")[0])
