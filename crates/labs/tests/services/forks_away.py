"""Becomes a daemon: the command ends, the service goes on in a session of its own."""

import os
import socket
import time

if os.fork():
    time.sleep(0.5)
    os._exit(0)
os.setsid()
if os.fork():
    os._exit(0)
listener = socket.create_server(("127.0.0.1", 0))
time.sleep(10_000)
