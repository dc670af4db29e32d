"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`by_definition` takes the statement by its word: a regular expression for a whole sound line, and for
a broken one every beginning, each with every ending that could save it. The large lines are sound,
and what they say is known from how they are made.
"""

import json
import pathlib
import random
import re

DATA = pathlib.Path(__file__).parent

QUOTED = r'"(?:[^"\\]|\\["\\nt]|\\x[0-7][0-9A-Fa-f])*"'
FIELD = rf'([A-Za-z0-9_.-]+)(?:=({QUOTED}|[^ "]*))?'
LINE = re.compile(rf" *(?:{FIELD}(?: +{FIELD})*)? *")
ESCAPE = re.compile(r"\\(x..|.)")
# A sound line may need a name's first character, a closing quote, or the rest of an escape before that.
ENDINGS = ["", "a", '"', '""', '0"', '00"']


def main():
    write("sample/1-one-of-each", ['level=warn msg="disk \\"b\\" is full" path=C:\\new retry', "level=info", 'msg="a"b', 'msg="a'], "msg")
    write("sample/2-bare-values", ["path=C:\\new token=ab== path=", "token=ab== retry path", "path=/var/log  "], "path")

    write("secret/01-no-lines", [], "msg")
    write("secret/02-nothing-in-them", ["", " ", "     "], "msg")
    write("secret/03-spaces-in-quotes", ['msg="two  words" a=1', 'a="msg=no x" b=2', '  msg="  "  '], "msg")
    write("secret/04-escaped-quotes", ['msg="say \\"hi\\""', 'msg="\\"" b="x"', 'b="\\" msg=1 \\"" c=2'], "msg")
    write("secret/05-ends-with-a-backslash", ['dir="C:\\\\" msg="x"', 'msg="C:\\\\"', 'msg="a\\\\\\\\" b="c"', 'msg="a\\\\\\"" b'], "msg")
    write("secret/06-backslash-then-n", ['msg="C:\\\\new\\\\table"', 'msg="a\\nb\\tc"', 'msg="\\\\\\n"'], "msg")
    write("secret/07-bare-backslash", ["msg=C:\\new\\table", "msg=\\", "msg=a\\\\b x=\\q"], "msg")
    write("secret/08-equals-in-value", ["msg=ab==", "msg==", "a=msg=1", 'msg="a=b"'], "msg")
    write("secret/09-no-value", ["msg", "msg=", 'msg=""', "a msg b", "a= msg= b="], "msg")
    write("secret/10-last-one-counts", ["msg=1 msg=2", 'msg=1 a=2 msg="3"', "msg=1 msg", "msg=1 msg= a"], "msg")
    write("secret/11-never-closed", ['a=1 msg="abc', 'msg="', 'msg="a\\"', 'msg="a\\', 'msg="a\\x', 'msg="a\\x4', 'msg="a b=c '], "msg")
    write("secret/12-unknown-escapes", ['msg="\\q"', 'msg="\\N"', 'msg="ab\\xg0"', 'msg="\\x80"', 'msg="\\x7g"', 'msg="\\u0041"', "msg=\"\\'\""], "msg")
    write("secret/13-behind-the-quote", ['msg="a"b', 'msg="a""b"', 'msg="a"=', 'msg="a"\\', 'msg="a" b'], "msg")
    write("secret/14-no-name", ["=5", '"a"', "a=1 =2", "a:b=1", "msg:1", "\\", "a/b", 'msg=a"b"', 'msg "a"'], "msg")
    write("secret/15-names-alike", ["msg_id=1 msg.x=2 xmsg=3", "MSG=1 Msg=2", "msg-=1 msg=2 -msg=3", "msgmsg=1"], "msg")
    write("secret/16-hexadecimal", ['msg="\\x41\\x4a\\x4A"', 'msg="\\x22\\x5c" a', 'msg="\\x5cn\\x5cx41"', 'msg="\\x20\\x0a\\x09\\x7e"'], "msg")
    write("secret/17-broken-behind-it", ["msg=1 =", 'msg=1 b="', "msg=1 b=2 c", 'msg="1" b="\\q"'], "msg")
    for number in range(18, 24):
        write(f"secret/{number}-random", *random_lines(seed=number))
    for number in range(1, 6):
        write(f"secret/growth-{number}", *one_long_line(seed=number, size=400_000 >> 5 - number))
    write("secret/large-one-value", *one_long_value(398_000))

    invalid("1-key-is-no-name", [["a=1"], "a b"])
    invalid("2-tab-in-a-line", [["a=1\tb=2"], "a"])
    invalid("3-too-many-lines", [[""] * 2_001, "a"])


def random_lines(seed):
    chance = random.Random(seed)
    parts = ["a", "b", "a=", 'a="', '"', " ", " ", " ", "=", "\\", '\\"', "\\\\", "\\n", "\\x4", "1", "x", 'b="c" ', "a=b ", "\\t", "-", ":"]
    lines = ["".join(chance.choices(parts, k=chance.randint(1, 12))) for _ in range(150)]
    for _ in range(100):
        fields = [f'{chance.choice("ab")}={quoted(chance, chance.randint(0, 5))}' for _ in range(chance.randint(1, 4))]
        line = (" " * chance.randint(1, 2)).join(fields)
        at = chance.randrange(len(line))
        lines.append(chance.choice([line, line[:at], line[:at] + line[at + 1 :], line[:at] + chance.choice('" \\=a') + line[at:]]))
    return lines, "a"


def quoted(chance, size):
    return '"' + "".join(chance.choices(["a", " ", "=", "\\\\", '\\"', "\\n", "\\x41"], k=size)) + '"'


def one_long_line(seed, size):
    """One event that carries very many fields; the key comes again and again."""
    chance = random.Random(seed)
    fields, length, last = [], 0, ""
    while length < size - 40:
        if len(fields) % 3 == 2:
            last = f'{chance.randint(0, 999)}" \\'
            fields.append('msg="' + last.replace("\\", "\\\\").replace('"', '\\"') + '"')
        else:
            fields.append(f"k{chance.randint(0, 99)}=" + "v" * chance.randint(0, 30))
        length += len(fields[-1]) + 1
    return [" ".join(fields)], "msg", [(True, last, -1)]


def one_long_value(size):
    """A trace in one quoted value, much of it escapes."""
    trace = "\\\\at " * (size // 12) + '\\"at ' * (size // 12)
    line = f'a=1 trace="{trace}" b=2 c="'
    return [line], "trace", [(False, "", len(line))]


def by_definition(line, key):
    if not LINE.fullmatch(line):
        beginnings = [size for size in range(len(line) + 1) if any(LINE.fullmatch(line[:size] + more) for more in ENDINGS)]
        return False, "", max(beginnings)
    answer = (False, "", -1)
    for found in re.finditer(FIELD, line):
        name, value = found[1], found[2] or ""
        if value.startswith('"'):
            value = ESCAPE.sub(unescaped, value[1:-1])
        if name == key:
            answer = (True, value, -1)
    return answer


def unescaped(found):
    if found[1][0] == "x":
        return chr(int(found[1][1:], 16))
    return {"n": "\n", "t": "\t"}.get(found[1], found[1])


def write(name, lines, key, answer=None):
    if answer is None:
        answer = [by_definition(line, key) for line in lines]
    put(f"{name}.in", [lines, key])
    put(f"{name}.ans", answer)


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values))


main()
