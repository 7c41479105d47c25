"""One download: nothing counts but the test data that was asked for."""

from http.client import HTTPResponse, IncompleteRead

from deskready_checks.internet.load.content import LOOK_BYTES, fault_of_content
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.http_answer import check_answer
from deskready_checks.internet.load.http_connection import HttpConnection
from deskready_checks.internet.load.interface import Trouble
from deskready_checks.internet.load.pace import Pace
from deskready_checks.internet.load.target import Target

_STRANGE = {"text/html", "application/xhtml+xml", "application/json", "text/xml", "application/xml"}
"""Kinds that no test data is said to be; what says nothing, or calls it plain text, is known by its bytes."""


def download(connection: HttpConnection, target: Target, pace: Pace, piece: int) -> bool:
    """Takes one download; whether the connection goes on.

    Args:
        connection: Over which.
        target: Where from.
        pace: Slows it down.
        piece: Bytes to take at once at most.

    Raises:
        Trouble: What came is not what was asked for.
        OSError: The connection broke.
        HTTPException: The answer made no sense, or ended early.
    """
    url = target.download()
    answer = connection.get(url)
    try:
        check_answer(answer, url)
        _check_head(answer, target)
        came = 0
        with memoryview(bytearray(pace.piece(piece))) as buffer:
            while count := answer.readinto(buffer):
                pace.take(count)
                came += count
                if target.is_too_long(came):
                    raise Trouble(Fault.DIFFERENT, f"more than the {target.download_bytes} bytes that were asked for")
        if answer.length or (not answer.chunked and not target.fits(came)):
            raise IncompleteRead(b"", answer.length)
        if not target.fits(came):
            raise Trouble(Fault.DIFFERENT, f"{came} of {target.download_bytes} bytes")
        return not answer.will_close
    finally:
        answer.close()


def _check_head(answer: HTTPResponse, target: Target) -> None:
    """Lets only test data pass, by its first bytes, its length and its kind.

    Raises:
        Trouble: It is something else.
    """
    if answer.length == 0:
        raise Trouble(Fault.NO_DATA, "an empty answer")
    kind, length = answer.headers.get_content_type(), answer.length
    words = f"{length} bytes of {kind}, {target.download_bytes} bytes were asked for"  # no words: log
    if fault := fault_of_content(answer.peek(LOOK_BYTES)):
        raise Trouble(fault, words)
    changed = answer.getheader("Content-Encoding", "identity").lower() != "identity"
    strange = kind in _STRANGE or kind.startswith("image/")
    if changed or strange or (length is not None and not target.fits(length)):
        raise Trouble(Fault.DIFFERENT, words)
