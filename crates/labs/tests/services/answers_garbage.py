"""Speaks something that is not HTTP."""

import os
import socket

listener = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))
while True:
    connection, _ = listener.accept()
    connection.sendall(b"220 mail ready \x07\r\n")
    connection.recv(65536)
    connection.close()
