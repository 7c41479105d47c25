"""A time server (SNTP) on loopback whose clock can be wrong."""

import socket
import struct
import threading
import time
from typing import Self

EPOCH = 2_208_988_800


def stamp(seconds: float) -> bytes:
    """Seconds since 1970 as an NTP timestamp of the era they fall into."""
    whole, fraction = divmod(seconds, 1)
    return struct.pack("!II", (int(whole) + EPOCH) % 2**32, int(fraction * 2**32))


def answer(request: bytes, now: float, stratum: int = 2, leap: int = 0) -> bytes:
    """What a server whose clock says `now` sends back."""
    head = struct.pack("!BBbb", leap << 6 | 4 << 3 | 4, stratum, 6, -20) + bytes(12)
    return head + stamp(now - 10) + request[40:48] + stamp(now) + stamp(now)


class TimeServer:
    """Answers from a thread of its own.

    Args:
        ahead: Seconds that its clock is ahead of this computer's.
        stratum: What it says of itself; 0 sends clients away.
    """

    def __init__(self, ahead: float = 0.0, stratum: int = 2) -> None:
        self._ahead, self._stratum = ahead, stratum
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.host, self.port = "127.0.0.1", int(self._socket.getsockname()[1])
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def name(self) -> str:
        """Its address, as the option `clock` takes it."""
        return f"{self.host}:{self.port}"

    def _run(self) -> None:
        while True:
            request, source = self._socket.recvfrom(512)
            if request == b"end" and source == self._socket.getsockname():
                return
            self._socket.sendto(answer(request, time.time() + self._ahead, self._stratum), source)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.sendto(b"end", self._socket.getsockname())
        self._thread.join()
        self._socket.close()
