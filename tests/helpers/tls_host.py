"""A host on loopback that speaks TLS, or nothing, and what an employer's server could say over it."""

import base64
import contextlib
import hashlib
import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Self

Talk = Callable[[socket.socket], None]
"""What the host does with a connection."""


def silent(connection: socket.socket) -> None:
    """Waits until the other side closes."""
    while connection.recv(4096):
        pass


def http(status: str) -> Talk:
    """Answers any request with a status."""

    def talk(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())

    return talk


def says(text: bytes) -> Talk:
    """Answers any request with these bytes."""

    def talk(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(text)

    return talk


def trickle(connection: socket.socket) -> None:
    """Answers with a byte now and then, and never ends."""
    connection.recv(4096)
    while True:
        connection.sendall(b"H")
        time.sleep(0.05)


def accept_of(request: bytes) -> bytes:
    """What a server that understood a request for a WebSocket answers its key with."""
    lines = request.decode().split("\r\n")
    key = next((line.partition(": ")[2] for line in lines if line.lower().startswith("sec-websocket-key")), "")
    return base64.b64encode(hashlib.sha1(key.encode() + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())


def websocket(connection: socket.socket) -> None:
    """Shakes hands as RFC 6455 says."""
    accept = accept_of(connection.recv(4096)).decode()
    fields = f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}"
    connection.sendall(f"HTTP/1.1 101 Switching Protocols\r\n{fields}\r\n\r\n".encode())


class TlsHost:
    """Takes connections in threads.

    Args:
        context: Its certificate, or None for no encryption.
        talk: What it does with each.
    """

    def __init__(self, context: ssl.SSLContext | None, talk: Talk = silent) -> None:
        self._context, self._talk = context, talk
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            if self._context is None:
                self._talk(connection)
                return
            with self._context.wrap_socket(connection, server_side=True) as encrypted:
                self._talk(encrypted)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()
