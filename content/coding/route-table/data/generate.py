"""Writes every test case of this problem, always the same ones: `python3 data/generate.py`.

`ByDefinition` keeps a plain list of routes and looks at all of them in each call. `InParts` does the same
among the routes with the same first segment only, so that the large cases end in time; it is proved
equal to the other one on small random calls first.
"""

import json
import pathlib
import random

DATA = pathlib.Path(__file__).parent


def main():
    prove_equal()
    write("sample/1-gateway", [
        ["put", "/", "web"], ["put", "/shop", "shop"], ["put", "/shop/cart/items", "cart"], ["resolve", "/shop/cart/items/7"], ["resolve", "/shop/cart"],
        ["resolve", "/shopping"], ["drain", "/shop/cart"], ["resolve", "/shop/cart/items/7"], ["drain", "/"], ["resolve", "/shop"],
    ])
    write("sample/2-replaced", [["put", "/a", "old"], ["put", "/a", "new"], ["resolve", "/a/b"], ["drain", "/a"], ["resolve", "/a"]])

    write("secret/01-nothing-in-it", [["resolve", "/"], ["resolve", "/a/b"], ["drain", "/"], ["drain", "/a/b"]])
    write("secret/02-whole-segments", [["put", "/ap", "p"], ["put", "/api/v1", "v"], *resolves("/api", "/ap", "/ap/i", "/api/v10", "/api/v1/x", "/a"), ["drain", "/api/v"], ["drain", "/a"], *resolves("/ap", "/api/v1")])
    write("secret/03-root", [["resolve", "/"], ["put", "/", "web"], *resolves("/", "/a", "/a/b/c"), ["put", "/a", "x"], *resolves("/", "/a", "/b"), ["drain", "/"], *resolves("/", "/a")])
    write("secret/04-between-two-routes", [["put", "/a", "one"], ["put", "/a/b/c/d", "two"], *resolves("/a/b", "/a/b/c", "/a/b/c/d", "/a/b/c/x", "/a/b/c/d/e", "/b")])
    write("secret/05-replaced-once-counted", [["put", "/a/b", "1"], ["put", "/a/b", "2"], ["put", "/a/b", "2"], ["put", "/a", "3"], ["resolve", "/a/b"], ["drain", "/a"]])
    write("secret/06-drained-twice", [["put", "/a/b", "1"], ["put", "/a/c", "2"], ["put", "/a", "3"], ["drain", "/a/b"], ["drain", "/a/b"], ["drain", "/a"], ["drain", "/a"], ["drain", "/"]])
    write("secret/07-counts-above", [["put", "/a/b/c/d", "1"], ["put", "/a/b/c/e", "2"], ["put", "/a/b/f", "3"], ["put", "/a/g", "4"], ["drain", "/a/b/c"], ["drain", "/a/b"], ["drain", "/a"]])
    write("secret/08-drain-where-no-route-is", [["put", "/a/b/c", "1"], ["put", "/a/d", "2"], ["drain", "/a/b"], ["resolve", "/a/b/c"], ["drain", "/a/x"], ["drain", "/a/d/e"], ["resolve", "/a/d/e"], ["drain", "/x/y/z"], ["drain", "/a"]])
    write("secret/09-drain-takes-the-route-itself", [["put", "/a", "1"], ["put", "/a/b", "2"], ["drain", "/a"], *resolves("/a", "/a/b", "/a/b/c")])
    write("secret/10-put-again", [["put", "/a/b", "1"], ["put", "/a/b/c", "2"], ["drain", "/a"], ["put", "/a/b", "3"], *resolves("/a/b/c", "/a"), ["drain", "/a/b"], ["put", "/", "4"], ["resolve", "/a/b"], ["drain", "/"]])
    write("secret/11-neighbours-stay", [["put", "/a", "1"], ["put", "/a-b", "2"], ["put", "/a.b", "3"], ["put", "/ab", "4"], ["put", "/a/z", "5"], ["drain", "/a"], *resolves("/a-b/c", "/a.b", "/ab", "/a"), ["drain", "/"]])
    write("secret/12-same-segment-at-depths", [["put", "/a", "1"], ["put", "/a/a", "2"], ["put", "/a/a/a", "3"], *resolves("/a", "/a/a", "/a/a/a/a", "/a/b/a"), ["drain", "/a/a"], *resolves("/a/a/a"), ["drain", "/a"]])
    for number in range(13, 18):
        write(f"secret/{number}-random", random_calls(seed=number, count=300))
    for number in range(1, 6):
        write(f"secret/growth-{number}", busy_gateway(seed=number, count=19_000 >> 5 - number))
    write("secret/large-deep-paths", deep_paths())

    invalid("1-no-slash", [[], ["put", "a", "x"]])
    invalid("2-slash-at-the-end", [[], ["resolve", "/a/"]])
    invalid("3-unknown-call", [[], ["remove", "/a"]])


def resolves(*paths):
    return [["resolve", path] for path in paths]


def random_calls(seed, count):
    chance = random.Random(seed)
    names = ["a", "b", "ab"] if seed % 2 else ["a", "b", "c", "d", "a-"]
    calls = []
    for number in range(count):
        path = "/" + "/".join(chance.choices(names, k=chance.randint(0, 4)))
        name = chance.choice(["put", "put", "put", "resolve", "resolve", "drain" if path != "/" or chance.random() < 0.2 else "put"])
        calls.append([name, path, f"s{number}"] if name == "put" else [name, path])
    return calls


def busy_gateway(seed, count):
    """First routes of many tenants, then requests, and some drained here and there."""
    chance = random.Random(seed)
    paths = [f"/t{i % 83}/{i // 83}/{chance.choice('abc')}" for i in range(count // 2)]
    calls = [["put", path, f"s{chance.randint(0, 9)}"] for path in paths]
    for i in range(count - len(calls)):
        path = chance.choice(paths)
        calls.append(["drain", path] if i % 4 == 3 else ["resolve", path + f"/{i % 10}"])
    return calls


def deep_paths():
    """A chain of routes as deep as it may be, resolved and drained from below."""
    paths = ["/" + "/".join("a" * depth) for depth in range(1, 200)]
    calls = [["put", path, f"s{i}"] for i, path in enumerate(paths)]
    calls += [["resolve", paths[-1][:-1] + "b"] for _ in range(700)]
    return calls + [["drain", path] for path in reversed(paths)]


class ByDefinition:
    def __init__(self):
        self.routes = []

    def put(self, prefix, service):
        self.routes = [route for route in self.routes if route[0] != prefix] + [(prefix, service)]

    def drain(self, prefix):
        before = len(self.routes)
        self.routes = [route for route in self.routes if not begins(route[0], prefix)]
        return before - len(self.routes)

    def resolve(self, path):
        fitting = [(prefix.count("/") if prefix != "/" else 0, service) for prefix, service in self.routes if begins(path, prefix)]
        return max(fitting)[1] if fitting else None


def begins(path, prefix):
    return prefix == "/" or (path + "/").startswith(prefix + "/")


class InParts:
    """One table for each first segment, and one for the root's own route."""

    def __init__(self):
        self.parts = {}

    def part(self, path):
        return self.parts.setdefault(path.split("/")[1], ByDefinition())

    def put(self, prefix, service):
        self.part(prefix).put(prefix, service)

    def drain(self, prefix):
        if prefix == "/":
            return sum(part.drain("/") for part in self.parts.values())
        return self.part(prefix).drain(prefix)

    def resolve(self, path):
        found = self.part(path).resolve(path)
        return found if found is not None else self.part("/").resolve("/")


def answers(table, calls):
    return [getattr(table, name)(*arguments) for name, *arguments in calls]


def prove_equal():
    for seed in range(100):
        calls = random_calls(1_000 + seed, 60)
        assert answers(ByDefinition(), calls) == answers(InParts(), calls), calls


def write(name, calls):
    table = InParts() if "/large-" in name or "/growth-" in name else ByDefinition()
    put(f"{name}.in", [[], *calls])
    put(f"{name}.ans", answers(table, calls))


def invalid(name, values):
    put(f"invalid_input/{name}.in", values)


def put(name, values):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values))


main()
