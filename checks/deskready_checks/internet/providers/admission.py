"""What a responder of one's own admits: for how much of a transfer it, and not the line, was the limit."""

import contextlib
import json
import socket
import threading
from http.client import HTTPException
from typing import NamedTuple, TypeGuard
from urllib.parse import urljoin

from deskready_checks.internet.load.http_connection import HttpConnection
from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.load.meter import Meter

PATH = "/deskready/held.json"
"""Where it is asked: the server's rate, and for each direction the seconds in which it moved bytes of this network, and
those of them in which others had their part of the rate, and in which this network used up all of it; counted since
the server first saw the network."""
NEAR = 0.97
"""The part of the server's rate from which on it may have been the limit of who had it alone."""
ASK_SECONDS = 1.0
"""How long the answer may take, from the connection on; else there is none."""
_ANSWER_BYTES = 2_048
_MOST = 1e9
"""Seconds, or Mbit/s, that no server can mean."""


class Counted(NamedTuple):
    """What the server has counted one way."""

    seconds: float
    """For how long it moved bytes of this network."""
    shared: float
    """For how long of that its rate was used up by several."""
    capped: float
    """For how long of that its rate was used up by this network."""


class Counters(NamedTuple):
    """What the server says of itself."""

    rate: float
    """Its rate in Mbit/s; 0 for no limit."""
    ways: dict[Direction, Counted]
    """What it has counted."""


class Admission:
    """What one server admits. A server that says nothing of the kind is asked once, and never again.

    Args:
        server: The URL of a server of one's own; "" where nobody is to be asked.
        meter: Counts the bytes of it.
    """

    def __init__(self, server: str, meter: Meter) -> None:
        self._url = urljoin(server, PATH) if server.startswith(("http://", "https://")) else ""
        self._meter = meter
        self._before: Counters | None = None

    def begin(self) -> None:
        """Notes the counters before a transfer."""
        if self._url and self._before is None:
            self._before = self._ask()
            self._url = self._url if self._before else ""

    def share(self, direction: Direction, rate: float) -> float:
        """The share of the transfer since `begin`, 0 to 1, for which the server was the limit; 0 where it is silent.

        Args:
            direction: Which way it went.
            rate: What was measured, in Mbit/s.
        """
        before, after = self._before, self._ask() if self._before else None
        if before is None or after is None:
            return 0.0
        self._before = after
        seconds, shared, capped = (
            now - then for now, then in zip(after.ways[direction], before.ways[direction], strict=True)
        )
        held = max(shared, 0.0) + (max(capped, 0.0) if rate >= NEAR * after.rate else 0.0)
        return min(held / seconds, 1.0) if seconds > 0 else 0.0

    def _ask(self) -> Counters | None:
        """The counters, where they come in time: a thread waits for them, as an answer may come byte by byte."""
        found: list[Counters | None] = []
        connection = HttpConnection(self._url, self._meter, ASK_SECONDS)
        thread = threading.Thread(target=lambda: found.append(_read(connection, self._url)), daemon=True)
        thread.start()
        thread.join(ASK_SECONDS)
        if not found and connection.counted:
            with contextlib.suppress(OSError):  # it has ended already
                connection.counted.shutdown(socket.SHUT_RDWR)
        return found[0] if found else None


def _read(connection: HttpConnection, url: str) -> Counters | None:
    try:
        answer = connection.get(url)
        body = answer.read(_ANSWER_BYTES) if answer.status == 200 else b""
        return counters(body)
    except (OSError, HTTPException, ValueError):  # ValueError: read from what was closed meanwhile
        return None
    finally:
        connection.close()


def counters(body: bytes) -> Counters | None:
    """What an answer says; None where it is none."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or told.get("service") != "deskready-responder":
        return None
    rate = told.get("rate_mbit") or 0
    ways = {direction: _counted(told.get(direction.value)) for direction in Direction}
    good = {direction: counted for direction, counted in ways.items() if counted}
    if len(good) < len(ways) or not _is_number(rate) or not 0 <= rate <= _MOST:
        return None
    return Counters(float(rate), good)


def _counted(told: object) -> Counted | None:
    if not isinstance(told, dict):
        return None
    found = [told.get(name) for name in ("seconds", "shared_seconds", "capped_seconds")]
    numbers = [value for value in found if _is_number(value) and 0 <= value <= _MOST]
    return Counted(*map(float, numbers)) if len(numbers) == len(found) else None


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
