"""The first lines of HTTP over a connection that is open: a page's status, or a WebSocket's handshake (RFC 6455, 4)."""

import base64
import hashlib
import os
import socket
import time

from deskready_checks.internet.reachability.endpoint import Endpoint
from deskready_checks.internet.reachability.finding import Failure, Stopped

ANSWER_SECONDS = 5.0
"""How long the first lines of an answer may take."""
_AGENT = "User-Agent: deskready"  # no words: HTTP
_MOST_BYTES = 65_536
_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_LOGIN = {407, 511}
"""Proxy Authentication Required; Network Authentication Required (RFC 6585, 6)."""
_SIGN_IN = 401
"""The host itself answers, and wants to know who asks."""


def fetch_status(connection: socket.socket, endpoint: Endpoint) -> int:
    """The status with which a web server answers.

    Raises:
        Stopped: It is an error, or what came is no HTTP.
        OSError: The connection broke.
    """
    connection.sendall(_request(endpoint, "Connection: close"))  # no words: HTTP
    status, _ = _answer(connection)
    if status >= 400 and status != _SIGN_IN:
        raise Stopped(Failure.STATUS, f"HTTP {status}")
    return status


def open_websocket(connection: socket.socket, endpoint: Endpoint) -> None:
    """Shakes hands for a WebSocket.

    Raises:
        Stopped: The server, or something in between, does not agree.
        OSError: The connection broke.
    """
    key = base64.b64encode(os.urandom(16))
    fields = ("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13")  # no words: HTTP
    connection.sendall(_request(endpoint, *fields, f"Sec-WebSocket-Key: {key.decode()}"))
    status, told = _answer(connection)
    if status != 101:
        raise Stopped(Failure.NO_WEBSOCKET, f"HTTP {status}")
    accept = base64.b64encode(hashlib.sha1(key + _GUID, usedforsecurity=False).digest()).decode()
    if told.get("sec-websocket-accept") != accept:
        raise Stopped(Failure.NO_WEBSOCKET, "wrong Sec-WebSocket-Accept")


def _request(endpoint: Endpoint, *more: str) -> bytes:
    host = f"[{endpoint.host}]" if ":" in endpoint.host else endpoint.host
    name = host if endpoint.port == 443 else f"{host}:{endpoint.port}"
    fields = (f"GET {endpoint.path} HTTP/1.1", f"Host: {name}", _AGENT, *more, "", "")
    return "\r\n".join(fields).encode("ascii")


def _answer(connection: socket.socket) -> tuple[int, dict[str, str]]:
    """The status and the fields of an answer."""
    told, until = b"", time.monotonic() + ANSWER_SECONDS
    while b"\r\n\r\n" not in told:
        more = connection.recv(4096)
        told += more
        if time.monotonic() > until:  # one byte a second is no answer
            raise Stopped(Failure.TIMEOUT, f"{len(told)} bytes in {ANSWER_SECONDS:g} s")
        if not more or len(told) > _MOST_BYTES:
            break
    lines = told.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    version, _, rest = lines[0].partition(" ")
    if not version.startswith("HTTP/1.") or not rest[:3].isdigit():
        raise Stopped(Failure.NONSENSE if told else Failure.RESET, "no HTTP")
    status = int(rest[:3])
    if status in _LOGIN:
        raise Stopped(Failure.PROXY, f"HTTP {status}")
    pairs = (line.partition(":") for line in lines[1:])
    return status, {key.strip().lower(): value.strip() for key, _, value in pairs}
