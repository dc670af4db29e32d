"""A URL shortener: one lock, and a file that only grows."""

import json
import os
import re
import secrets
import signal
import string
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = int(os.environ["PORT"])
DATA_DIR = os.environ["DATA_DIR"]

CODE = re.compile(r"[A-Za-z0-9_-]{3,32}")
URL = re.compile(r"https?://([^/?#]+)", re.IGNORECASE)
LETTERS = string.ascii_letters + string.digits


class Links:
    """Everything is in memory; the file is read once, at the start."""

    def __init__(self, path):
        self.lock = threading.Lock()
        self.by_code = {}
        self.plain = {}
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
        if "click" in entry:
            self.by_code[entry["click"]]["clicks"] += 1
            return
        link = dict(entry["link"], clicks=0)
        self.by_code[link["code"]] = link
        if entry["plain"]:
            self.plain[link["url"], link["permanent"]] = link

    def keep(self, entry):
        """Durable before it is answered: one write, with no buffer of ours between."""
        os.write(self.file, json.dumps(entry).encode() + b"\n")
        self.apply(entry)

    def create(self, url, alias, permanent, expires_at):
        """The link, and whether it is new. None: the alias is taken."""
        plain = alias is None and expires_at is None
        with self.lock:
            if plain and (url, permanent) in self.plain:
                return dict(self.plain[url, permanent]), False
            if alias in self.by_code:
                return None, False
            code = alias or self.free_code()
            link = {"code": code, "url": url, "permanent": permanent, "expires_at": expires_at}
            self.keep({"link": link, "plain": plain})
            return dict(self.by_code[code]), True

    def free_code(self):
        while True:
            code = "".join(secrets.choice(LETTERS) for _ in range(7))
            if code not in self.by_code:
                return code

    def find(self, code):
        with self.lock:
            link = self.by_code.get(code)
            return dict(link) if link else None

    def click(self, code, now):
        """The link, and whether it still leads anywhere."""
        with self.lock:
            link = self.by_code.get(code)
            if link is None:
                return None, False
            if link["expires_at"] is not None and now >= link["expires_at"]:
                return dict(link), False
            self.keep({"click": code})
            return dict(link), True


class Problem(Exception):
    def __init__(self, status, title, **headers):
        super().__init__(title)
        self.status, self.title, self.headers = status, title, headers


def check_url(url, own_host):
    if len(url) > 2048:
        raise Problem(400, "url is too long")
    if any(ord(letter) <= 32 or ord(letter) == 127 or letter == "\\" for letter in url):
        raise Problem(400, "url holds a character that no URL has")
    begin = URL.match(url)
    if begin is None:
        raise Problem(400, "url must begin with http:// or https:// and a host")
    host = begin.group(1)
    if "@" in host:
        raise Problem(400, "url must not carry user information")
    if host.lower() == own_host.lower():
        raise Problem(400, "url leads back here")
    if host.startswith(":"):
        raise Problem(400, "url has no host")


def is_integer(value):
    return isinstance(value, int) and not isinstance(value, bool)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body leave in one packet.
    wbufsize = -1
    links = None

    def do_GET(self):
        self.answer(self.get)

    def do_POST(self):
        self.answer(self.post)

    def do_DELETE(self):
        self.answer(self.refuse)

    do_PUT = do_PATCH = do_DELETE

    def answer(self, respond):
        # Read even if it is refused: what follows on this connection is the next request.
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            respond(body)
        except Problem as problem:
            shown = {"status": problem.status, "title": problem.title}
            self.send(problem.status, shown, "application/problem+json", **problem.headers)

    def now(self):
        given = self.headers.get("X-Now")
        return int(given) if given else int(time.time() * 1000)

    def get(self, _body):
        path = self.path.split("?")[0]
        if path == "/links":
            raise Problem(405, "use POST", Allow="POST")
        if path.startswith("/links/"):
            link = self.links.find(path.removeprefix("/links/"))
            if link is None:
                raise Problem(404, "there is no such link")
            return self.send(200, link)
        link, leads = self.links.click(path.removeprefix("/"), self.now())
        if link is None:
            raise Problem(404, "there is no such link")
        if not leads:
            raise Problem(410, "the link has expired")
        self.send(301 if link["permanent"] else 302, None, Location=link["url"])

    def post(self, body):
        if self.path != "/links":
            raise Problem(405, "use GET", Allow="GET")
        try:
            wish = json.loads(body)
        except ValueError:
            raise Problem(400, "the body is not JSON")
        if not isinstance(wish, dict):
            raise Problem(400, "the body is no JSON object")
        url, alias = wish.get("url"), wish.get("alias")
        permanent, expires_at = wish.get("permanent", False), wish.get("expires_at")
        if not isinstance(url, str):
            raise Problem(400, "url must be a string")
        check_url(url, self.headers.get("Host", ""))
        if "alias" in wish and not (isinstance(alias, str) and CODE.fullmatch(alias)):
            raise Problem(400, "alias must have 3 to 32 letters, digits, - and _")
        if alias == "links":
            raise Problem(400, "this alias is a path of the service")
        if not isinstance(permanent, bool):
            raise Problem(400, "permanent must be true or false")
        if "expires_at" in wish and not (is_integer(expires_at) and expires_at > self.now()):
            raise Problem(400, "expires_at must be later than now")
        link, is_new = self.links.create(url, alias, permanent, expires_at)
        if link is None:
            raise Problem(409, "the alias is taken")
        self.send(201 if is_new else 200, link, Location="/" + link["code"])

    def refuse(self, _body):
        allowed = "POST" if self.path == "/links" else "GET"
        raise Problem(405, f"use {allowed}", Allow=allowed)

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
    Handler.links = Links(os.path.join(DATA_DIR, "links.jsonl"))
    server = Server(("127.0.0.1", PORT), Handler)
    # `shutdown` waits for the loop below, which runs in this very thread.
    stop = threading.Thread(target=server.shutdown)
    signal.signal(signal.SIGTERM, lambda *_: stop.start())
    server.serve_forever()


if __name__ == "__main__":
    main()
