"""Right but quadratic: replaces the innermost groups by their values, and the whole text is copied
for each level of brackets.

Too slow on secret/growth-5.
"""

import re

NAME = re.compile(r"[a-z][a-z0-9-]*")
GROUP = re.compile(r"([0-9]*)\(([TF!&|,]*)\)")
TERM = re.compile(r"!*[TF]")


def evaluate_rules(rules, attributes):
    held = set(attributes)
    return [evaluate(rule, held) for rule in rules]


class Malformed(Exception):
    pass


def evaluate(rule, held):
    # Spaces may separate, but not join.
    if re.search(r"[a-z0-9-] +[a-z0-9-]", rule) or re.search(r"(?<![a-z0-9-])[0-9]+[a-z-]", rule):
        return "error"
    text = NAME.sub(lambda found: "T" if found[0] in held else "F", rule.replace(" ", ""))
    try:
        changed = 1
        while changed:
            text, changed = GROUP.subn(group, text)
        return "on" if plain(text) else "off"
    except Malformed:
        return "error"


def group(found):
    before = found.string[found.start() - 1 : found.start()]
    if before and before in "TF)":
        raise Malformed
    if not found[1]:
        return "T" if plain(found[2]) else "F"
    return "T" if sum(map(plain, found[2].split(","))) >= int(found[1]) else "F"


def plain(text):
    value = False
    for part in text.split("|"):
        every = True
        for term in part.split("&"):
            if not TERM.fullmatch(term):
                raise Malformed
            every &= (term[-1] == "T") != (term.count("!") % 2 == 1)
        value |= every
    return value
