"""Turns the rule into values and operators on two stacks: an operator waits until one that binds
less comes. An at-least group counts its commas. O(n)."""

import re

TOKEN = re.compile(r"[a-z][a-z0-9-]*|[0-9]+|[^ ]")
BINDS = {"|": 1, "&": 2, "!": 3}


def evaluate_rules(rules, attributes):
    held = set(attributes)
    return [evaluate(rule, held) for rule in rules]


def evaluate(rule, held):
    tokens = TOKEN.findall(rule)
    if not is_well_formed(tokens):
        return "error"
    values, operators, groups = [], [], []
    for at, token in enumerate(tokens):
        if token[0].isalpha():
            values.append(token in held)
        elif token == "(":
            needed = int(tokens[at - 1]) if at and tokens[at - 1].isdigit() else None
            groups.append([needed, 0])
            operators.append(token)
        elif token == "!":
            operators.append(token)
        elif token in "&|":
            unwind(values, operators, BINDS[token])
            operators.append(token)
        elif token in ",)":
            unwind(values, operators, 0)
            if groups[-1][0] is not None:
                groups[-1][1] += values.pop()
            if token == ")":
                operators.pop()
                needed, trues = groups.pop()
                if needed is not None:
                    values.append(trues >= needed)
    unwind(values, operators, 0)
    return "on" if values[0] else "off"


def unwind(values, operators, binds):
    while operators and operators[-1] != "(" and BINDS[operators[-1]] >= binds:
        operator = operators.pop()
        value = values.pop()
        if operator == "!":
            values.append(not value)
        elif operator == "&":
            values[-1] = values[-1] and value
        else:
            values[-1] = values[-1] or value


def is_well_formed(tokens):
    """A value and an operator take turns, numbers have brackets, and brackets and commas match."""
    counted = []
    wants_value, after_number = True, False
    for token in tokens:
        if after_number and token != "(":
            return False
        if token[0].isalpha() or token[0].isdigit() or token in "!(":
            if not wants_value:
                return False
            if token == "(":
                counted.append(after_number)
            wants_value = not token[0].isalpha()
        elif token in "&|,)" and not wants_value:
            if token == "," and not (counted and counted[-1]):
                return False
            if token == ")":
                if not counted:
                    return False
                counted.pop()
            wants_value = token != ")"
        else:
            return False
        after_number = token.isdigit()
    return not wants_value and not counted
