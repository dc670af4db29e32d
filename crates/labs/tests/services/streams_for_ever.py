"""Its answers have a beginning and no end."""

import os
import socket
import threading


def stream(connection):
    try:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            connection.sendall(b"400\r\n" + b"x" * 1024 + b"\r\n")
    except OSError:
        pass


listener = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))
while True:
    connection, _ = listener.accept()
    threading.Thread(target=stream, args=(connection,), daemon=True).start()
