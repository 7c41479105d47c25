"""What providers share that are measured against by plain HTTP."""

import contextlib
import json
import time
from http.client import HTTPException, HTTPResponse
from typing import NamedTuple

from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.growth import MOST
from deskready_checks.internet.load.http_answer import check_answer, check_body, trouble_of
from deskready_checks.internet.load.http_connection import HttpConnection
from deskready_checks.internet.load.http_load import HttpLoad
from deskready_checks.internet.load.interface import Direction, Load, Trouble
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.load.pace import Pace
from deskready_checks.internet.load.target import Target
from deskready_checks.internet.providers.interface import ANSWER_SECONDS

UPLOAD_BYTES = 32 * 1024**2
"""Bytes of one upload: seldom enough asked anew, and below what web servers take at most."""
_ANSWER_BYTES = 1_000_000
"""Most that is read of a short answer."""


class Answer(NamedTuple):
    """A short answer, read whole."""

    body: bytes
    """Its content."""
    seconds: float
    """From the request to the answer's head."""
    response: HTTPResponse
    """Its head."""


class HttpProvider:
    """Loads the line by HTTP. A subclass's `probe` sets `target`.

    Args:
        meter: Counts all bytes.
    """

    most_flows = MOST

    def __init__(self, meter: Meter) -> None:
        self.meter = meter
        self.target: Target | None = None

    def open_load(self, direction: Direction, pace: Pace) -> Load:
        """Connections in one direction."""
        assert self.target is not None, "probe first"
        return HttpLoad(self.target, direction, self.meter, pace)

    def ask(self, *urls: str) -> list[Answer]:
        """The answers of one host to short requests over one connection.

        Raises:
            Trouble: One was not answered well.
        """
        try:
            with contextlib.closing(HttpConnection(urls[0], self.meter, ANSWER_SECONDS)) as connection:
                return [_ask(connection, url) for url in urls]
        except (OSError, HTTPException, ValueError) as error:  # ValueError: an address that no request can hold
            raise trouble_of(error, begun=False) from error

    def ask_json(self, url: str) -> object:
        """An answer's content, read as JSON.

        Raises:
            Trouble: There is no good answer, or it is no JSON.
        """
        try:
            content: object = json.loads(self.ask(url)[0].body)
        except (ValueError, RecursionError) as error:
            raise Trouble(Fault.GARBAGE, "no JSON") from error
        return content


def _ask(connection: HttpConnection, url: str) -> Answer:
    if connection.sock is None:
        connection.connect()  # beforehand, so that its time is not the answer's
    begun = time.perf_counter()
    response = connection.get(url)
    seconds = time.perf_counter() - begun
    try:
        check_answer(response, url)
        body = response.read(_ANSWER_BYTES)
        if not response.isclosed():
            raise Trouble(Fault.GARBAGE, "an answer without an end")
    finally:
        response.close()
    check_body(body)
    return Answer(body, seconds, response)
