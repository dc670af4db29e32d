"""Listens, and writes into its DATA_DIR without end."""

import os
import socket

listener = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))
with open(os.path.join(os.environ["DATA_DIR"], "log"), "wb", buffering=0) as log:
    while True:
        log.write(b"x" * 65536)
        os.fsync(log.fileno())
