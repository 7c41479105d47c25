"""What answers the library, held against what it asked for: it takes a refusal's page for test data, and counts it."""

import contextlib
import re
import socket
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.client import HTTPResponse
from typing import Any
from urllib.request import Request

from deskready_checks.internet.load.content import LOOK_BYTES, fault_of_content
from deskready_checks.internet.load.diagnosis import Diverted, fault_of
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.send_queue import waiting

_FILE = re.compile(r"/random(\d{1,5})x\d{1,5}\.jpg$")
"""A test file: a picture of so many pixels each way, which cannot be made smaller."""
_BYTES_PER_PIXEL, _MARGIN = 2.0, 1.25
"""Of a test file, as the service has them (245,388 bytes at 350 pixels to 31,625,365 at 4,000), and what may differ."""
_HEAD_BYTES, _LOOK_SECONDS = 4_096, 0.5
_STATUS = re.compile(rb"HTTP/1\.\d (\d{3})")
_TAKEN = re.compile(rb"\s*size=\d{1,12}\s*")
"""What a server says of an upload that it took."""


def answered(sock: socket.socket | None, answer: Callable[[], HTTPResponse]) -> HTTPResponse:
    """An answer, if all that was sent is there: the answer itself acknowledges it.

    Raises:
        Diverted: Something is still on its way, so that whoever answers has not read it.
    """
    found = answer()
    if sock is not None and waiting(sock):
        raise Diverted(Fault.TOO_EARLY, f"{found.status} before all was there")  # no words: for the log
    return found


@contextlib.contextmanager
def heard_out(sock_of: Callable[[], socket.socket | None]) -> Iterator[None]:
    """Lets an error of sending say what the other end had answered before it listened no more.

    Raises:
        Diverted: It had refused, or said that all was there.
    """
    try:
        yield
    except ConnectionError as error:
        sock = sock_of()  # it may have been connected only now
        status = _status(sock) if sock else 0
        if not status:
            raise
        fault = Fault.TOO_EARLY if status == HTTPStatus.OK else fault_of(status)
        raise Diverted(fault, f"{status} before all was there") from error  # no words: for the log


def _status(sock: socket.socket) -> int:
    """The status of an answer that waits; 0 where there is none."""
    buffer = bytearray(_HEAD_BYTES)
    with contextlib.suppress(OSError):
        sock.settimeout(_LOOK_SECONDS)
        told = _STATUS.match(buffer[: sock.recv_into(buffer)])
        return int(told[1]) if told else 0
    return 0


def check_upload(answer: HTTPResponse) -> None:
    """Lets only the server's own word pass.

    Raises:
        Diverted: It is something else.
    """
    told = answer.peek(LOOK_BYTES)
    if not _TAKEN.fullmatch(told):
        raise Diverted(fault_of_content(told) or Fault.NOT_TAKEN, "an upload was answered otherwise")  # no words: log


def check_download(request: Request, answer: HTTPResponse, note: Callable[[Exception], None]) -> None:
    """Lets only a test file pass, by its first bytes and its length.

    Args:
        request: What was asked for; what is no test file passes.
        answer: The answer.
        note: Hears of one that is too short where no length was told.

    Raises:
        Diverted: It is something else.
    """
    if not (asked := _FILE.search(request.full_url.partition("?")[0])) or answer.length == 0:
        return
    expected = int(asked[1]) ** 2 * _BYTES_PER_PIXEL
    if fault := fault_of_content(answer.peek(LOOK_BYTES), pictures=True):
        raise Diverted(fault, "no test file")  # no words: for the log
    if answer.length is None:
        _watch_length(answer, expected / _MARGIN, note)
    elif not expected / _MARGIN < answer.length < expected * _MARGIN:
        raise Diverted(Fault.DIFFERENT, f"{answer.length} bytes for {expected:.0f}")  # no words: for the log


def _watch_length(answer: HTTPResponse, least: float, note: Callable[[Exception], None]) -> None:
    """Counts what is read, and notes an end that comes too soon."""
    came, plain = 0, answer.read

    def read(*settings: Any) -> bytes:
        nonlocal came
        data = plain(*settings)
        came += len(data)
        if not data and came < least:
            note(Diverted(Fault.DIFFERENT, f"{came} bytes for {least:.0f}"))  # no words: for the log
        return data

    setattr(answer, "read", read)  # noqa: B010 - the type checker rightly forbids to replace a method
