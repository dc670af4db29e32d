"""A paged API. contract.md says what it must do; so far it only listens."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = int(os.environ["PORT"])
DATA_DIR = os.environ["DATA_DIR"]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body leave in one packet.
    wbufsize = -1

    def do_GET(self):
        self.problem(501, "Not built yet")

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.problem(501, f"Not built yet; {len(body)} bytes came")

    do_PATCH = do_DELETE = do_POST

    def problem(self, status, title):
        body = json.dumps({"status": status, "title": title}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/problem+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    # Clients that come at once wait here until they are accepted.
    request_queue_size = 128


if __name__ == "__main__":
    Server(("127.0.0.1", PORT), Handler).serve_forever()
