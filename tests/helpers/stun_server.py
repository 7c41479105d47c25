"""A STUN server on loopback that can misbehave."""

import contextlib
import socket
import struct
import threading
from collections.abc import Callable
from typing import Self

COOKIE = 0x2112A442

Replies = Callable[[bytes, int], list[bytes]]
"""What is sent back for a request's answer, and the number of that request from 0; by default the answer, once."""


def success(request: bytes, host: str, port: int) -> bytes:
    """The success response to a Binding request that seemed to come from `host` and `port` (RFC 8489, 14.2)."""
    mask = struct.pack("!I", COOKIE) + request[8:20]
    family, packed = (2, socket.inet_pton(socket.AF_INET6, host)) if ":" in host else (1, socket.inet_aton(host))
    address = bytes(a ^ b for a, b in zip(packed, mask, strict=False))
    value = struct.pack("!BBH", 0, family, port ^ COOKIE >> 16) + address
    return struct.pack("!HH", 0x0101, len(value) + 4) + request[4:20] + struct.pack("!HH", 0x0020, len(value)) + value


class StunServer:
    """Answers Binding requests from a thread of its own.

    Args:
        replies: Makes what is sent back.
        seen: Where requests seem to come from, in place of where they do.
        host: The address to serve.
        port: The port, or 0 for any that is free.

    Attributes:
        requests: Every datagram that came.
    """

    def __init__(
        self,
        replies: Replies = lambda answer, number: [answer],
        seen: tuple[str, int] | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self.requests: list[bytes] = []
        self._replies, self._seen = replies, seen
        self._socket = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((host, port))
        self.host, self.port = host, int(self._socket.getsockname()[1])
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def name(self) -> str:
        """Its address, as the option `responder` takes it."""
        return f"{self.host}:{self.port}"

    def _run(self) -> None:
        while True:
            request, source = self._socket.recvfrom(2048)
            if request == b"end" and source == self._socket.getsockname():
                return
            self.requests.append(request)
            host, port = self._seen or source[:2]
            for reply in self._replies(success(request, host, port), len(self.requests) - 1):
                with contextlib.suppress(OSError):  # the client is gone, or the way to it
                    self._socket.sendto(reply, source)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.sendto(b"end", self._socket.getsockname())
        self._thread.join()
        self._socket.close()
