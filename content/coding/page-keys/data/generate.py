"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` follows the rules word by word: each `..` is looked for from the left and taken away
with what is left before it, and a part finds its place among the others by comparing names. The
growing targets are too long for that; their keys are known from how they are made.
"""

import json
import pathlib
import random
import string

DATA = pathlib.Path(__file__).parent
PLAIN = string.ascii_letters + string.digits + "-._~"
HEX = "0123456789ABCDEFabcdef"


def main():
    write("sample/1-all-rules", ["/shop/%2e%2e/%7Euser//a%2fb/?b=2&utm_x=9&a=1&b=1", "/", "/a/b/../c"])
    write("sample/2-queries", ["/a?", "/a?x", "/a?x=", "/a?y=1&x=2", "/a?utm_source=mail", "/a?q=1?2=3"])

    write("secret/01-no-targets", [])
    write("secret/02-root", ["/", "//", "/.", "/..", "/./", "/../", "/?", "/?&", "///..///."])
    write("secret/03-above-the-root", ["/../a", "/a/../../b", "/../../..", "/a/b/../../../../c/d", "/..a/b", "/.../a/..", "/a/..b/.."])
    write("secret/04-dots-in-escapes", ["/a/%2e%2e/b", "/a/%2E/b", "/a/.%2e/b", "/%2e", "/a/%2e%2e%2e/b"])
    write("secret/05-slash-in-an-escape", ["/a%2fb", "/a%2Fb/../c", "/a/..%2fb", "/%2f", "/a?x%3d1&x=2", "/a?p%26q=1", "/a%3fb?c"])
    write("secret/06-escapes-once", ["/%2541", "/%252e%252e/a", "/%%41", "/%25", "/%2%35", "/a/%25%32%65", "/%4%31"])
    write("secret/07-lonely-percent", ["/%", "/100%", "/%g1", "/%1g", "/a%", "/%%", "/a%4/b", "/?q=50%&r=%zz", "/%-a"])
    write("secret/08-upper-case-digits", ["/%c3%a9", "/%C3%a9", "/%2f%2F", "/?q=%e2%82%ac", "/%7e%7E", "/%5a%5A%7a"])
    write("secret/09-parts-of-equal-name", ["/?b=2&a=9&b=1", "/?x=2&x=10&x=1&x", "/?a=b&a=a&A=c", "/?id[]=3&id[]=1&id=7&id[]=2"])
    write("secret/10-names-not-parts", ["/?a-b=1&a=2", "/?a=1&a!=2&a%21=3", "/?ab=1&a=z&a0=3&a=", "/?B=1&a=2&_=3"])
    write("secret/11-marks-of-campaigns", ["/?utm_=1&utm=2&utm_x", "/?%75tm_a=1&b=2", "/?UTM_a=1&xutm_b=2", "/?a=utm_b&utm_c=utm_d", "/utm_a/b?utm_a=1"])
    write("secret/12-more-question-marks", ["/a?b?c", "/a?b=1?&a=?", "/a??", "/a?/../b", "/a/b?x=/./c//d"])
    write("secret/13-empty-parts", ["/?&&a=1&&b&", "/?=1&a=2", "/?=", "/?a==1&a=", "/?b&=&a"])
    write("secret/14-slashes", ["/a//b///c/", "/a/", "/a/./", "/a/b/..", "/a//../b", "/a/b//..//../c"])
    for number in range(15, 20):
        write(f"secret/{number}-random", random_targets(seed=number, count=150))
    for number in range(1, 6):
        write(f"secret/growth-{number}", *there_and_back(300_000 >> 5 - number))
    write("secret/large-many-targets", random_targets(seed=88, count=5_000))
    write("secret/large-one-query", *one_query())

    invalid("1-no-slash", [["a"]])
    invalid("2-fragment", [["/a#b"]])
    invalid("3-space", [["/a b"]])


def random_targets(seed, count):
    chance = random.Random(seed)
    steps = ["a", "b", "c", ".", "..", "..", "", "%2e", "%2E%2e", "a%2fb", "%41", "x%", "%7e", "%c3%a9", "%252e"]
    parts = ["a=1", "a=2", "b=1", "a", "b", "", "utm_a=1", "utm_b", "%61=3", "a%3d", "c=?", "c==", "B=%4a", "a-=1", "%zz=1"]
    targets = []
    for _ in range(count):
        target = "/" + "/".join(chance.choices(steps, k=chance.randint(0, 7)))
        if chance.random() < 0.6:
            target += "?" + "&".join(chance.choices(parts, k=chance.randint(0, 6)))
        targets.append(target)
    return targets


def there_and_back(size):
    """Deep down, and almost all the way up again."""
    depth = (size - 30) // 5
    steps = [f"{i % 7}" for i in range(depth)]
    return ["/" + "/".join(steps) + "/.." * (depth - 3) + "?b&a"], ["/" + "/".join(steps[:3]) + "?a&b"]


def one_query():
    names = [f"p{i:05}" for i in range(14_000)]
    shuffled = [f"{name}={i % 10}" for i, name in enumerate(names)]
    key = "/?" + "&".join(shuffled)
    random.Random(4).shuffle(shuffled)
    return ["/?" + "&utm_&".join(shuffled)], [key]


def by_definition(targets):
    return [key_of(target) for target in targets]


def key_of(target):
    target = escapes(target)
    at = target.find("?")
    path, query = (target, "") if at < 0 else (target[:at], target[at + 1 :])
    steps = [step for step in path.split("/") if step not in ("", ".")]
    while ".." in steps:
        at = steps.index("..")
        steps[max(at - 1, 0) : at + 1] = []
    parts = []
    for part in query.split("&"):
        if part and not part.startswith("utm_"):
            # Behind all parts whose name is not larger.
            at = sum(1 for other in parts if name_of(other) <= name_of(part))
            parts.insert(at, part)
    return "/" + "/".join(steps) + ("?" + "&".join(parts) if parts else "")


def name_of(part):
    return part[: part.index("=")] if "=" in part else part


def escapes(text):
    out, at = "", 0
    while at < len(text):
        digits = text[at + 1 : at + 3]
        if text[at] != "%":
            out += text[at]
        elif len(digits) < 2 or digits[0] not in HEX or digits[1] not in HEX:
            out += "%25"
        else:
            c = chr(int(digits, 16))
            out += c if c in PLAIN else "%" + digits.upper()
            at += 2
        at += 1
    return out


def write(name, targets, answer=None):
    put(f"{name}.in", [targets])
    put(f"{name}.ans", by_definition(targets) if answer is None else answer)


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values))


main()
