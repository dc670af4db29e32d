import string

NAME = set(string.ascii_letters + string.digits + "_.-")
SHORT = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}
GAP, IN_NAME, VALUE, BARE, QUOTED, ESCAPE, HEX_1, HEX_2, CLOSED = range(9)


def read_key(lines, key):
    return [read_line(line, key) for line in lines]


def read_line(line, key):
    state, name, text, high = GAP, [], [], ""
    answer = (False, "", -1)
    for at, c in enumerate(line + " "):
        if c == " " and state in (IN_NAME, VALUE, BARE, CLOSED):
            if "".join(name) == key:
                answer = (True, "".join(text), -1)
            state, name, text = GAP, [], []
        elif state == GAP and c == " ":
            pass
        elif state in (GAP, IN_NAME) and c in NAME:
            name.append(c)
            state = IN_NAME
        elif state == IN_NAME and c == "=":
            state = VALUE
        elif state == VALUE and c == '"':
            state = QUOTED
        elif state in (VALUE, BARE) and c != '"':
            text.append(c)
            state = BARE
        elif at == len(line):
            return False, "", at
        elif state == QUOTED and c == '"':
            state = CLOSED
        elif state == QUOTED and c == "\\":
            state = ESCAPE
        elif state == QUOTED:
            text.append(c)
        elif state == ESCAPE and c in SHORT:
            text.append(SHORT[c])
            state = QUOTED
        elif state == ESCAPE and c == "x":
            state = HEX_1
        elif state == HEX_1 and c in "01234567":
            state, high = HEX_2, c
        elif state == HEX_2 and c in string.hexdigits:
            text.append(chr(int(high + c, 16)))
            state = QUOTED
        else:
            return False, "", at
    return answer
