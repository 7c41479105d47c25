"""One upload: it counts once the server, having all of it, says so."""

import http.client
import io
import os
import ssl
import threading
from http.client import HTTPException, HTTPResponse
from typing import cast

from deskready_checks.internet.load.content import fault_of_content
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.http_answer import check_answer
from deskready_checks.internet.load.http_connection import HttpConnection
from deskready_checks.internet.load.interface import Trouble
from deskready_checks.internet.load.pace import Pace
from deskready_checks.internet.load.send_queue import waiting
from deskready_checks.internet.load.target import Target

_PAYLOAD = os.urandom(1 << 20)
"""What is uploaded: longer than the window of any compression on the way."""
_ANSWER_BYTES = 65_536
"""Most that is read of an answer."""


class Upload:
    """One upload.

    Args:
        connection: Over which.
        target: Where to.
        size: Its bytes.
        pace: Slows it down.
        ending: Somebody ends it.
    """

    def __init__(
        self, connection: HttpConnection, target: Target, size: int, pace: Pace, ending: threading.Event
    ) -> None:
        self._connection = connection
        self._target = target
        self._size = size
        self._pace = pace
        self._ending = ending
        self._url = target.upload()

    def run(self, piece: int) -> bool:
        """Sends it, and reads the answer; whether it was acknowledged, and the connection goes on.

        Args:
            piece: Bytes to send at once at most.

        Raises:
            Trouble: The server refused it, or something else answered.
            OSError: The connection broke.
            HTTPException: The answer made no sense.
        """
        self._connection.ask("POST", self._url, length=self._size)
        refused = self._send(self._pace.piece(piece))
        if self._ending.is_set():
            self._check_early()
            return False
        try:
            answer = self._connection.getresponse()
        except (OSError, HTTPException) as error:
            raise refused or error from error
        try:
            return self._is_acknowledged(answer, all_there=refused is None)
        finally:
            answer.close()

    def _send(self, piece: int) -> OSError | None:
        """Sends it; the error where the other end listens no more: whoever refuses says why.

        Raises:
            Trouble: It was answered meanwhile.
        """
        left, at = self._size, 0
        with memoryview(_PAYLOAD) as payload:
            while left and not self._ending.is_set():
                self._check_early()
                count = min(left, piece, len(payload) - at)
                self._pace.take(count)
                try:
                    self._connection.send(payload[at : at + count])
                except OSError as error:
                    return error
                left -= count
                at = (at + count) % len(payload)
        return None

    def _is_acknowledged(self, answer: HTTPResponse, *, all_there: bool) -> bool:
        """Reads the answer; whether the connection goes on.

        Raises:
            Trouble: It is not the server's word that it has the upload.
        """
        sock = self._connection.counted
        all_there = all_there and (sock is None or not waiting(sock))  # the answer itself acknowledges all before it
        check_answer(answer, self._url)
        self._check_body(answer.read(_ANSWER_BYTES))
        if not all_there:
            raise Trouble(Fault.TOO_EARLY, f"{answer.status} before {self._size} bytes were there")
        return not answer.will_close and answer.isclosed()

    def _check_body(self, body: bytes) -> None:
        """Lets only the server's own word pass.

        Raises:
            Trouble: It is something else.
        """
        if not self._target.taken(body):
            raise Trouble(fault_of_content(body) or Fault.NOT_TAKEN, f"an upload was answered with {len(body)} bytes")

    def _check_early(self) -> None:
        """Looks whether an answer has come before the upload was sent.

        Raises:
            Trouble: It has: a refusal, or somebody says that it is there who cannot know.
        """
        if not (told := _told(self._connection)):
            return
        answer = HTTPResponse(cast("http.client.socket.socket", _Told(told)))  # type: ignore[name-defined]
        answer.begin()
        check_answer(answer, self._url)
        if fault := fault_of_content(told.partition(b"\r\n\r\n")[2]):
            raise Trouble(fault, "an upload was answered early")
        raise Trouble(Fault.TOO_EARLY, f"{answer.status} while {self._size} bytes were sent")


class _Told:
    """What was heard, as what `HTTPResponse` reads from."""

    def __init__(self, told: bytes) -> None:
        self._told = told

    def makefile(self, _: str) -> io.BytesIO:
        """It as a file."""
        return io.BytesIO(self._told)


def _told(connection: HttpConnection) -> bytes:
    """The head of an answer that has begun, and what came with it; nothing where none has.

    Raises:
        OSError: It began, and did not go on.
    """
    sock = connection.counted
    assert sock is not None
    buffer, told = bytearray(_ANSWER_BYTES), b""
    timeout = sock.gettimeout()
    sock.settimeout(0)
    try:
        while b"\r\n\r\n" not in told and len(told) < _ANSWER_BYTES:
            count = sock.recv_into(buffer)
            told += buffer[:count]
            if not count:
                break
            sock.settimeout(timeout)
    except (BlockingIOError, ssl.SSLWantReadError):
        return b""
    except ConnectionError:  # sending says so, too
        return told
    finally:
        sock.settimeout(timeout)
    return told
