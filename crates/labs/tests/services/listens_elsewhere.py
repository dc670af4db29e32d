"""Takes no notice of PORT."""

import socket
import time

listener = socket.create_server(("127.0.0.1", 0))
time.sleep(10_000)
