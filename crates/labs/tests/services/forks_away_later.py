"""Serves from a session of its own; the command ends after the first request."""

import os
import signal
from http.server import BaseHTTPRequestHandler, HTTPServer

parent = os.getpid()
if os.fork():
    os.wait()
    while True:
        signal.pause()
os.setsid()
if os.fork():
    os._exit(0)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            os.kill(parent, signal.SIGTERM)
        except ProcessLookupError:
            pass
        self.send_error(404)

    do_POST = do_GET

    def log_message(self, *_):
        pass


HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
