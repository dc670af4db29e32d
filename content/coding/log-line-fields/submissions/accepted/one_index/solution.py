NAME = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-")
SHORT = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}


def read_key(lines, key):
    return [read_line(line, key) for line in lines]


def read_line(line, key):
    found, value = False, ""
    at, end = 0, len(line)
    while True:
        while at < end and line[at] == " ":
            at += 1
        if at == end:
            return found, value, -1
        start = at
        while at < end and line[at] in NAME:
            at += 1
        if at == start:
            return False, "", at
        name, text = line[start:at], ""
        if at < end and line[at] == "=":
            start = at = at + 1
            if at < end and line[at] == '"':
                text, at = read_quoted(line, at + 1)
                if text is None:
                    return False, "", at
            else:
                while at < end and line[at] not in ' "':
                    at += 1
                text = line[start:at]
        if at < end and line[at] != " ":
            return False, "", at
        if name == key:
            found, value = True, text


def read_quoted(line, at):
    """The text and the index behind the closing quote, or None and where it breaks."""
    end, text = len(line), []
    while at < end and line[at] != '"':
        if line[at] != "\\":
            text.append(line[at])
            at += 1
            continue
        at += 1
        if at < end and line[at] in SHORT:
            text.append(SHORT[line[at]])
        elif at < end and line[at] == "x":
            for digits in ("01234567", "0123456789abcdefABCDEF"):
                at += 1
                if at >= end or line[at] not in digits:
                    return None, min(at, end)
            text.append(chr(int(line[at - 1 : at + 1], 16)))
        else:
            return None, at
        at += 1
    return ("".join(text), at + 1) if at < end else (None, at)
