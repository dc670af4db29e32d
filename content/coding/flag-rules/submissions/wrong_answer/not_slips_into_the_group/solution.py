"""Bug: does not keep a `!` before a bracket for the whole group: it falls on the first value inside.

Killed by secret/03-not-binds-closest.
"""

import re

TOKEN = re.compile(r"[a-z][a-z0-9-]*|[0-9]+|[^ ]")


def evaluate_rules(rules, attributes):
    held = set(attributes)
    return [evaluate(rule, held) for rule in rules]


def evaluate(rule, held):
    outer = []
    # Of the open group: how many are needed (None: a plain one) and how many were true, the ors and
    # the ands so far, and whether the next value is negated.
    needed, trues, either, every, negated = None, 0, False, True, False
    wants_value, number = True, None
    for token in TOKEN.findall(rule):
        if number is not None and token != "(":
            return "error"
        first = token[0]
        if "a" <= first <= "z":
            if not wants_value:
                return "error"
            every = every and (token in held) != negated
            wants_value = negated = False
        elif token == "!" or token == "(" or first.isdigit():
            if not wants_value:
                return "error"
            if token == "!":
                negated = not negated
            elif token == "(":
                outer.append((needed, trues, either, every, False))
                needed, trues, either, every = number, 0, False, True
                number = None
            else:
                number = int(token)
        elif wants_value:
            return "error"
        elif token == "&":
            wants_value = True
        elif token == "|":
            either, every, wants_value = either or every, True, True
        elif token == "," and needed is not None:
            trues += either or every
            either, every, wants_value = False, True, True
        elif token == ")" and outer:
            value = either or every
            if needed is not None:
                value = trues + value >= needed
            needed, trues, either, every, negated = outer.pop()
            every = every and value != negated
            negated = False
        else:
            return "error"
    if outer or wants_value:
        return "error"
    return "on" if either or every else "off"
