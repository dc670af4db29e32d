from collections import defaultdict

DIGITS = {c: value for value, c in enumerate("0123456789ABCDEF")} | {c: value for value, c in enumerate("abcdef", 10)}
PLAIN = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def page_keys(targets):
    return [page_key(target) for target in targets]


def page_key(target):
    target = escapes(target)
    at = target.find("?") if "?" in target else len(target)
    left, to_skip = [], 0
    for segment in reversed(target[:at].split("/")):
        if segment == "..":
            to_skip += 1
        elif segment and segment != ".":
            if to_skip:
                to_skip -= 1
            else:
                left.append(segment)
    by_name = defaultdict(list)
    for part in target[at + 1 :].split("&"):
        name = part.split("=", 1)[0]
        if part and name[:4] != "utm_":
            by_name[name].append(part)
    parts = [part for name in sorted(by_name) for part in by_name[name]]
    return "/" + "/".join(reversed(left)) + ("?" if parts else "") + "&".join(parts)


def escapes(text):
    first, *rest = text.split("%")
    out = [first]
    for piece in rest:
        if len(piece) >= 2 and piece[0] in DIGITS and piece[1] in DIGITS:
            c = chr(16 * DIGITS[piece[0]] + DIGITS[piece[1]])
            out.append((c if c in PLAIN else "%" + piece[:2].upper()) + piece[2:])
        else:
            out.append("%25" + piece)
    return "".join(out)
