"""A paged API: one lock, and a file that only grows."""

import json
import os
import re
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PORT = int(os.environ["PORT"])
DATA_DIR = os.environ["DATA_DIR"]

NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
CATEGORY = re.compile(r"[a-z0-9-]{1,32}")
CURSOR = re.compile(r"[A-Za-z0-9_.-]{1,256}")
PRICE_MAX = 100_000_000


class Problem(Exception):
    def __init__(self, status, title, **headers):
        super().__init__(title)
        self.status, self.title, self.headers = status, title, headers


class Catalog:
    def __init__(self):
        # By id, in the order in which they were made. `number` is a product's place in that order.
        self.products = {}
        self.made = 0
        # What was answered to a key: the body that came, and the product as it was then.
        self.answered = {}


class Store:
    """Everything is in memory; the file is read once, at the start."""

    def __init__(self, path):
        self.lock = threading.Lock()
        self.catalogs = {}
        self.file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        self.load()

    def load(self):
        with os.fdopen(os.dup(self.file), "rb") as lines:
            whole = 0
            for line in lines:
                # The last line may be half of one: nobody was told of it.
                if not line.endswith(b"\n"):
                    break
                whole += len(line)
                self.apply(json.loads(line))
        os.ftruncate(self.file, whole)

    def apply(self, entry):
        catalog = self.catalogs.setdefault(entry["catalog"], Catalog())
        if "deleted" in entry:
            del catalog.products[entry["deleted"]]
            return
        product = entry["product"]
        catalog.products[product["id"]] = product
        catalog.made = max(catalog.made, product["number"])
        if entry.get("key") is not None:
            catalog.answered[entry["key"]] = entry["request"], product

    def keep(self, entry):
        """Durable before it is answered: one write, with no buffer of ours between."""
        os.write(self.file, json.dumps(entry).encode() + b"\n")
        self.apply(entry)

    def create(self, name, fields, key, request):
        with self.lock:
            catalog = self.catalogs.setdefault(name, Catalog())
            if key in catalog.answered:
                first, product = catalog.answered[key]
                if first != request:
                    raise Problem(422, "the key was used for another request")
                return product
            number = catalog.made + 1
            product = dict(fields, id=f"p{number}", number=number, version=1)
            entry = {"catalog": name, "product": product, "key": key, "request": request}
            self.keep(entry)
            return product

    def find(self, name, product_id):
        catalog = self.catalogs.get(name)
        product = catalog and catalog.products.get(product_id)
        if product is None:
            raise Problem(404, "there is no such product")
        return product

    def change(self, name, product_id, if_match, changed):
        with self.lock:
            product = self.find(name, product_id)
            guard(product, if_match)
            new = dict(product, **changed(product), version=product["version"] + 1)
            self.keep({"catalog": name, "product": new})
            return new

    def delete(self, name, product_id, if_match):
        with self.lock:
            guard(self.find(name, product_id), if_match)
            self.keep({"catalog": name, "deleted": product_id})

    def page(self, name, matches, after, before, limit):
        """A place is the number of the product before it, whether or not that one is still there."""
        with self.lock:
            catalog = self.catalogs.get(name) or Catalog()
            found = [product for product in catalog.products.values() if matches(product)]
        if before is not None:
            items = [product for product in found if product["number"] <= before][-limit:]
        else:
            items = [product for product in found if product["number"] > (after or 0)][:limit]
        asked = before if before is not None else after or 0
        start = items[0]["number"] - 1 if items else asked
        end = items[-1]["number"] if items else asked
        has_prev = any(product["number"] <= start for product in found)
        has_next = any(product["number"] > end for product in found)
        return items, len(found), start if has_prev else None, end if has_next else None


def etag(product):
    return f'"{product["id"]}.{product["version"]}"'


def etags(header):
    return [one.strip() for one in header.split(",")]


def guard(product, if_match):
    if if_match is None:
        raise Problem(428, "say in If-Match which version you mean")
    if if_match.strip() != "*" and etag(product) not in etags(if_match):
        raise Problem(412, "the product has changed since")


def merged(target, patch):
    """RFC 7396, section 2."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result


def is_integer(value):
    return isinstance(value, int) and not isinstance(value, bool)


class Api:
    """How one version of the API writes a price."""

    def __init__(self, price_field):
        self.price_field = price_field
        self.fields = {"name", "category", price_field, "attributes"}

    def price(self, product):
        cents = product["price_cents"]
        return cents if self.price_field == "price_cents" else {"cents": cents}

    def body(self, product):
        body = {name: product[name] for name in ("name", "category", "attributes")}
        return body | {self.price_field: self.price(product)}

    def shown(self, product):
        return self.body(product) | {"id": product["id"], "version": product["version"]}

    def read(self, wish):
        for name in wish:
            if name not in self.fields:
                raise Problem(400, f"{name} is no field that can be set")
        name, category = wish.get("name"), wish.get("category")
        price, attributes = wish.get(self.price_field), wish.get("attributes", {})
        if not isinstance(name, str) or not 1 <= len(name) <= 200:
            raise Problem(400, "name must have 1 to 200 characters")
        if not isinstance(category, str) or not CATEGORY.fullmatch(category):
            raise Problem(400, "category must have 1 to 32 of a-z, 0-9 and -")
        if self.price_field == "price":
            if not isinstance(price, dict) or set(price) != {"cents"}:
                raise Problem(400, "price must be an object with cents")
            price = price["cents"]
        if not is_integer(price) or not 0 <= price <= PRICE_MAX:
            raise Problem(400, f"a price must be an integer from 0 to {PRICE_MAX}")
        if not isinstance(attributes, dict):
            raise Problem(400, "attributes must be an object")
        return {"name": name, "category": category, "price_cents": price, "attributes": attributes}


APIS = {"v1": Api("price_cents"), "v2": Api("price")}


class Query:
    def __init__(self, text):
        self.values = parse_qs(text, keep_blank_values=True)

    def text(self, name):
        return self.values[name][-1] if name in self.values else None

    def integer(self, name, low, high, default=None):
        text = self.text(name)
        if text is None:
            return default
        if not re.fullmatch(r"-?[0-9]{1,18}", text) or not low <= int(text) <= high:
            raise Problem(400, f"{name} must be an integer from {low} to {high}")
        return int(text)

    def place(self, name):
        text = self.text(name)
        if text is None:
            return None
        if not CURSOR.fullmatch(text) or not re.fullmatch(r"at-[0-9]{1,18}", text):
            raise Problem(400, f"{name} is no cursor of ours")
        return int(text.removeprefix("at-"))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body leave in one packet.
    wbufsize = -1
    store = None

    def do_GET(self):
        self.answer()

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET

    def answer(self):
        # Read even if it is refused: what follows on this connection is the next request.
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            self.route(urlsplit(self.path))
        except Problem as problem:
            content = {"status": problem.status, "title": problem.title}
            self.send(problem.status, content, "application/problem+json", **problem.headers)

    def route(self, url):
        match url.path.split("/")[1:]:
            case [version, "catalogs", name, "products"] if version in APIS and NAME.fullmatch(name):
                if self.command == "GET":
                    return self.list(APIS[version], name, Query(url.query))
                self.only("POST", "GET, POST")
                self.create(APIS[version], name, url.path)
            case [version, "catalogs", name, "products", product_id] if version in APIS:
                api = APIS[version]
                if self.command == "GET":
                    return self.show(api, name, product_id)
                if self.command == "DELETE":
                    self.store.delete(name, product_id, self.headers.get("If-Match"))
                    return self.send(204, None)
                self.only("PATCH", "GET, PATCH, DELETE")
                self.patch(api, name, product_id)
            case _:
                raise Problem(404, "there is nothing here")

    def only(self, method, allowed):
        if self.command != method:
            raise Problem(405, f"use one of {allowed}", Allow=allowed)

    def wish(self):
        try:
            wish = json.loads(self.body)
        except ValueError:
            raise Problem(400, "the body is not JSON")
        if not isinstance(wish, dict):
            raise Problem(400, "the body is no JSON object")
        return wish

    def create(self, api, name, path):
        wish = self.wish()
        fields = api.read(wish)
        key = self.headers.get("Idempotency-Key")
        if key is not None and not NAME.fullmatch(key):
            raise Problem(400, "a key has 1 to 64 letters, digits, - and _")
        product = self.store.create(name, fields, key, [path, wish])
        place = f"{path}/{product['id']}"
        self.send(201, api.shown(product), Location=place, ETag=etag(product))

    def show(self, api, name, product_id):
        with self.store.lock:
            product = self.store.find(name, product_id)
        known = self.headers.get("If-None-Match")
        if known is not None:
            names = [one.removeprefix("W/") for one in etags(known)]
            if known.strip() == "*" or etag(product) in names:
                return self.send(304, None, ETag=etag(product))
        self.send(200, api.shown(product), ETag=etag(product))

    def patch(self, api, name, product_id):
        kind = (self.headers.get("Content-Type") or "").split(";")[0].strip().lower()
        if kind != "application/merge-patch+json":
            raise Problem(415, "send application/merge-patch+json")
        wish = self.wish()
        for field in wish:
            if field not in api.fields:
                raise Problem(400, f"{field} is no field that can be set")

        def changed(product):
            return api.read(merged(api.body(product), wish))

        product = self.store.change(name, product_id, self.headers.get("If-Match"), changed)
        self.send(200, api.shown(product), ETag=etag(product))

    def list(self, api, name, query):
        limit = query.integer("limit", 1, 100, 20)
        price_min = query.integer("price_min", 0, PRICE_MAX, 0)
        price_max = query.integer("price_max", 0, PRICE_MAX, PRICE_MAX)
        category, after, before = query.text("category"), query.place("after"), query.place("before")
        if after is not None and before is not None:
            raise Problem(400, "give after or before, not both")

        def matches(product):
            fits = category is None or product["category"] == category
            return fits and price_min <= product["price_cents"] <= price_max

        items, count, start, end = self.store.page(name, matches, after, before, limit)
        content = {
            "items": [api.shown(product) for product in items],
            "total_count": count,
            "prev": None if start is None else f"at-{start}",
            "next": None if end is None else f"at-{end}",
        }
        self.send(200, content)

    def send(self, status, content, kind="application/json", **headers):
        body = b"" if content is None else json.dumps(content).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if content is not None:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    # Clients that come at once wait here until they are accepted.
    request_queue_size = 128


def main():
    Handler.store = Store(os.path.join(DATA_DIR, "products.jsonl"))
    server = Server(("127.0.0.1", PORT), Handler)
    # `shutdown` waits for the loop below, which runs in this very thread.
    stop = threading.Thread(target=server.shutdown)
    signal.signal(signal.SIGTERM, lambda *_: stop.start())
    server.serve_forever()


if __name__ == "__main__":
    main()
