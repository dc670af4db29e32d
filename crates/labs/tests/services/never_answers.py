"""Takes every connection and leaves it at that."""

import os
import socket

listener = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))
kept = []
while True:
    kept.append(listener.accept())
