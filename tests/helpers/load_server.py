"""Stand-ins for the providers that our own engine measures against, on a `SpeedServer`."""

import contextlib
import json
import socket
import ssl
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from helpers.speed_server import Handler, SpeedServer, type_answer

GARBAGE_BYTES = 100 * 1024**2
LARGE_BYTES = 8_000_000_000


class KeepingHandler(Handler):
    """A handler that keeps its connections, as real providers' servers do."""

    protocol_version = "HTTP/1.1"


@contextlib.contextmanager
def load_server(
    answers: dict[str, type_answer], rate_mbit: float | None = 40, tls: ssl.SSLContext | None = None
) -> Iterator[SpeedServer]:
    """A server that gives those answers, and keeps connections."""
    with SpeedServer(rate_mbit=rate_mbit, tls=tls) as server:
        server.RequestHandlerClass = KeepingHandler
        server.answers |= answers
        yield server


def noise(handler: Handler) -> None:
    """A download: as many bytes as are asked for."""
    handler.send_noise(asked_of(handler))


def asked_of(handler: Handler) -> int:
    """How many bytes are asked for."""
    query = parse_qs(urlsplit(handler.path).query)
    return int(query["bytes"][0]) if "bytes" in query else GARBAGE_BYTES


def nothing(handler: Handler) -> None:
    """Takes an upload, or nothing, and answers with nothing."""
    if handler.command == "POST":
        handler.take_upload()
    handler.answer(200, b"", "text/html")  # as PHP calls it


def librespeed() -> dict[str, type_answer]:
    """LibreSpeed's paths."""
    return {"garbage.php": noise, "empty.php": nothing}


def cloudflare() -> dict[str, type_answer]:
    """Cloudflare's paths; it refuses downloads of 100 MB and more."""

    def down(handler: Handler) -> None:
        count = int(parse_qs(urlsplit(handler.path).query)["bytes"][0])
        if count >= 100_000_000:
            handler.answer(403, b"")
        elif count == 0:
            timing = {"Server-Timing": "cfRequestDuration;dur=1.5, cfSpeedBrain;dur=2"}
            handler.answer(200, b"", "application/octet-stream", **timing)
        else:
            noise(handler)

    return {
        "/__down": down,
        "/__up": nothing,
        "/trace": lambda handler: handler.answer(200, b"h=x\ncolo=XYZ\nip=::1\n"),
    }


def nq(server_url: str, keys: tuple[str, str, str]) -> dict[str, type_answer]:
    """A responsiveness server, which calls its URLs so."""
    told = {
        "version": 1,
        "urls": dict(zip(keys, (f"{server_url}large", f"{server_url}small", f"{server_url}up"), strict=True)),
    }
    return {
        "nq": lambda handler: handler.answer(200, json.dumps(told).encode(), "application/json"),
        "/large": lambda handler: handler.send_noise(LARGE_BYTES),
        "/small": lambda handler: handler.answer(200, b"x"),
        "/up": nothing,
    }


def reset(handler: Handler) -> None:
    """Resets the connection."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    handler.close_connection = True
    handler.connection.close()


def cut_after(count: int) -> type_answer:
    """A download that is reset after so many bytes."""

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(asked_of(handler)))
        handler.end_headers()
        sent = 0
        while sent < count:
            handler.server.pace.take(4096)
            handler.wfile.write(bytes(4096))
            sent += 4096
        reset(handler)

    return answer


def drip_data(handler: Handler) -> None:
    """A download that brings a few bytes a second."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(asked_of(handler)))
    handler.end_headers()
    while not handler.server.closing.wait(0.2):
        handler.wfile.write(b"x")


def endless_head(handler: Handler) -> None:
    """An answer whose head never ends."""
    handler.send_response(200)
    while not handler.server.closing.is_set():
        handler.wfile.write(b"X-More: and more\r\n" * 50)


def endless(handler: Handler) -> None:
    """A download without a length or an end."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    while not handler.server.closing.is_set():
        handler.server.pace.take(8192)
        handler.wfile.write(bytes(8192))
