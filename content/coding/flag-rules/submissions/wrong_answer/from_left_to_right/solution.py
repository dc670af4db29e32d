"""Bug: gives `&` and `|` the same rank and takes them from left to right.

Killed by secret/02-and-before-or.
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
    needed, trues, either, every, negated = None, 0, None, True, False
    wants_value, number = True, None
    for token in TOKEN.findall(rule):
        if number is not None and token != "(":
            return "error"
        first = token[0]
        if "a" <= first <= "z":
            if not wants_value:
                return "error"
            value = (token in held) != negated
            every, either = (every and value, None) if either is None else (either or value, None)
            wants_value = negated = False
        elif token == "!" or token == "(" or first.isdigit():
            if not wants_value:
                return "error"
            if token == "!":
                negated = not negated
            elif token == "(":
                outer.append((needed, trues, either, every, negated))
                needed, trues, either, every, negated = number, 0, None, True, False
                number = None
            else:
                number = int(token)
        elif wants_value:
            return "error"
        elif token == "&":
            wants_value = True
        elif token == "|":
            either, wants_value = every, True
        elif token == "," and needed is not None:
            trues += every
            either, every, wants_value = None, True, True
        elif token == ")" and outer:
            value = every
            if needed is not None:
                value = trues + value >= needed
            needed, trues, either, every, negated = outer.pop()
            value = value != negated
            every, either = (every and value, None) if either is None else (either or value, None)
            negated = False
        else:
            return "error"
    if outer or wants_value:
        return "error"
    return "on" if every else "off"
