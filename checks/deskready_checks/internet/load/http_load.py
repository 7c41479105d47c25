"""Connections that download from, or upload to, an HTTP server: each asks again as soon as it is answered."""

import socket
import threading
from http.client import HTTPException

from deskready_checks.internet.load.arrivals import Arrivals, delivered
from deskready_checks.internet.load.fault import FOREIGN, Fault
from deskready_checks.internet.load.http_answer import trouble_of
from deskready_checks.internet.load.http_connection import HttpConnection
from deskready_checks.internet.load.http_download import download
from deskready_checks.internet.load.http_upload import Upload
from deskready_checks.internet.load.interface import Direction, Trouble
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.load.pace import Pace
from deskready_checks.internet.load.send_queue import waiting
from deskready_checks.internet.load.target import Target
from deskready_checks.internet.load.tcp_info import TcpInfo, tcp_info

BUFFER_BYTES = 262_144
"""Bytes that are read or sent at once."""
IO_SECONDS = 8.0
"""How long one connection may wait for anything; the engine looks at all of them together, and sooner."""
_ATTEMPTS = 2
"""How often a flow may connect in vain before it counts as broken."""
_FIRST_UPLOAD, _UPLOAD_GROWTH = 32_768, 8
"""Bytes of a flow's first upload, and how much larger each one is than the last that was acknowledged: bytes that are
sent into a refusal are no upload, and some servers refuse only at a request's end. So what counts before it is
acknowledged is never more than eight times what was, and these bytes."""
_PACED_BUFFER = 131_072


class HttpLoad:
    """Connections to one server in one direction.

    Args:
        target: Where to.
        direction: Which way.
        meter: Counts all of their bytes, for what the test costs.
        pace: Slows them down.
    """

    def __init__(self, target: Target, direction: Direction, meter: Meter, pace: Pace | None = None) -> None:
        self._target = target
        self._direction = direction
        self._meter = meter
        self._pace = pace or Pace()
        self._flows: list[_Flow] = []

    @property
    def trouble(self) -> Trouble | None:
        """The first flow's reason, once all have ended; at once where something else than the server answered one."""
        foreign = (flow.trouble for flow in self._flows if flow.trouble and flow.trouble.fault in FOREIGN)
        if (found := next(foreign, None)) is not None:
            return found
        if not self._flows or any(flow.is_alive() for flow in self._flows):
            return None
        return next((flow.trouble for flow in self._flows if flow.trouble), Trouble(Fault.NO_DATA))

    def grow(self, flows: int) -> None:
        """Opens connections until there are so many."""
        while len(self._flows) < flows:
            self._flows.append(_Flow(self._target, self._direction, self._meter, self._pace))
            self._flows[-1].start()

    def reading(self, seconds: float) -> tuple[float, int]:
        """Bytes that came in, or that the other end has."""
        return seconds, sum(flow.moved() for flow in self._flows)

    def info(self) -> list[TcpInfo]:
        """What the system knows of the connections, where it tells."""
        return [info for flow in self._flows if (info := flow.info())]

    def close(self) -> None:
        """Ends all connections."""
        for flow in self._flows:
            flow.end()
        for flow in self._flows:
            flow.join(0.2)


class _Flow(threading.Thread):
    """One connection, made anew where the server ends it.

    Attributes:
        trouble: Why it ended by itself.
    """

    def __init__(self, target: Target, direction: Direction, meter: Meter, pace: Pace) -> None:
        super().__init__(daemon=True, name=f"flow-{direction.value}")
        self.trouble: Trouble | None = None
        self._target = target
        self._direction = direction
        self._meter = meter
        self._pace = pace
        self._connection: HttpConnection | None = None
        self._arrivals = Arrivals()
        self._before = 0
        self._begun = False
        self._acknowledged = 0
        self._upload_bytes = _FIRST_UPLOAD
        self._ending = threading.Event()

    def moved(self) -> int:
        """Bytes by the most honest counter that there is."""
        connection = self._connection
        sock = connection.counted if connection else None
        if sock is None:
            return self._before
        info = tcp_info(sock)
        if self._direction is Direction.DOWN:
            return self._before + (self._arrivals.count(info) if info else sock.received)
        return self._before + (delivered(info) if info else sock.sent - waiting(sock))

    def info(self) -> TcpInfo | None:
        """What the system knows of the connection."""
        sock = self._connection.counted if self._connection else None
        return tcp_info(sock) if sock else None

    def end(self) -> None:
        """Ends it: whatever it waits for returns."""
        self._ending.set()
        connection = self._connection
        sock = connection.counted if connection else None
        if sock:
            try:
                sock.shutdown(socket.SHUT_RD if self._direction is Direction.DOWN else socket.SHUT_RDWR)
            except OSError:  # it has ended already
                return

    def run(self) -> None:
        vain = 0
        url = self._target.download() if self._direction is Direction.DOWN else self._target.upload()
        while not self._ending.is_set():
            buffer = _PACED_BUFFER if self._pace.piece(BUFFER_BYTES) < BUFFER_BYTES else 0
            self._arrivals = Arrivals()
            try:
                self._connection = HttpConnection(url, self._meter, IO_SECONDS, buffer)
                self._serve(self._connection)
                vain = 0
            except Trouble as trouble:
                self._give_up(trouble)
                return
            except (OSError, HTTPException) as error:
                vain += 1
                if vain >= _ATTEMPTS:
                    self._give_up(trouble_of(error, begun=self._begun))
                    return
            finally:
                self._leave()

    def _leave(self) -> None:
        """Ends the connection, and keeps its count: of an upload that broke off, what was acknowledged before it."""
        if (connection := self._connection) is None:
            return
        moved = self.moved()
        self._begun = self._begun or moved > 0
        counts = self._direction is Direction.DOWN or self._ending.is_set()
        self._connection = None
        self._before = moved if counts else self._acknowledged
        connection.close()

    def _give_up(self, trouble: Trouble) -> None:
        """Keeps why it ended; once somebody ends it, only what explains why nothing moved."""
        if not self._ending.is_set() or trouble.fault is Fault.TOO_EARLY:
            self.trouble = trouble

    def _serve(self, connection: HttpConnection) -> None:
        """Asks until the server ends the connection.

        Raises:
            Trouble: It refused, or something else answered.
            OSError: The connection broke.
            HTTPException: The answer made no sense.
        """
        transfer = self._download if self._direction is Direction.DOWN else self._upload
        while transfer(connection) and not self._ending.is_set():
            pass

    def _download(self, connection: HttpConnection) -> bool:
        """One download; whether the connection goes on."""
        return download(connection, self._target, self._pace, BUFFER_BYTES)

    def _upload(self, connection: HttpConnection) -> bool:
        """One upload; whether the connection goes on."""
        size = min(self._upload_bytes, self._target.upload_bytes)
        goes_on = Upload(connection, self._target, size, self._pace, self._ending).run(BUFFER_BYTES)
        self._upload_bytes = size * _UPLOAD_GROWTH
        self._acknowledged = self.moved()
        return goes_on
