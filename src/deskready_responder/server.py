"""The server: a thread that accepts, one for each connection, and one for UDP."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Self

from deskready_responder import udp
from deskready_responder.address import client_key
from deskready_responder.clients import Clients
from deskready_responder.diary import Diary
from deskready_responder.limits import Limits
from deskready_responder.listening import CannotListen, bound
from deskready_responder.refusal import Refusal
from deskready_responder.request import read_request
from deskready_responder.routes import serve
from deskready_responder.visit import Shared, Visit, refuse
from deskready_responder.wire import Wire, payload

SPARE = 16
"""Connections beyond the limit that are still told why they are refused; those beyond these are just closed."""
REFUSAL_SECONDS = 2.0
"""How long one that is refused may take to hear it."""
BACKLOG = 128
CLOSE_SECONDS = 0.8
"""How long the threads may take to notice the end."""
_LOOK_SECONDS = 0.2
_TLS_HANDSHAKE = b"\x16"


class Responder:
    """A running server; a context manager.

    Args:
        host: The address to listen on; `0.0.0.0` for all of IPv4, `::` for all there are.
        port: The TCP port; 0 for a free one.
        udp_port: The UDP port; 0 for a free one.
        limits: What clients may use.
        tls: The certificate, for https.
        say: Tells each test in a line.

    Raises:
        CannotListen: It cannot listen there.

    Attributes:
        port: The TCP port.
        udp_port: The UDP port.
        diary: The tests; call its `tell` now and then.
    """

    def __init__(
        self,
        host: str,
        port: int,
        udp_port: int,
        *,
        limits: Limits | None = None,
        tls: ssl.SSLContext | None = None,
        say: Callable[[str], None] | None = None,
    ) -> None:
        limits = limits or Limits()
        self._tls = tls
        if tls is not None:  # nobody comes back; and tickets that arrive late trip clients that read and write at once
            tls.num_tickets = 0
        self.diary = Diary(say)
        self._listener = bound(host, port, socket.SOCK_STREAM)
        try:
            self._udp = bound(host, udp_port, socket.SOCK_DGRAM)
        except CannotListen:
            self._listener.close()
            raise
        self.port: int = self._listener.getsockname()[1]
        self.udp_port: int = self._udp.getsockname()[1]
        self._shared = Shared(limits, self.diary, encrypted=tls is not None, udp_port=self.udp_port)
        self._clients = Clients(limits)
        self._lock = threading.Lock()
        self._open: dict[threading.Thread, socket.socket] = {}
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        payload()  # before the first client waits for it
        self._listener.settimeout(_LOOK_SECONDS)  # not everywhere can accepting be ended from another thread
        self._listener.listen(BACKLOG)
        for work in (self._accept, lambda: udp.serve(self._udp, self._shared)):
            self._threads.append(threading.Thread(target=work, name="responder", daemon=True))
            self._threads[-1].start()
        return self

    def __exit__(self, *_: object) -> None:
        """Ends every connection, and waits shortly for the threads."""
        self._shared.stop.set()
        deadline = time.monotonic() + CLOSE_SECONDS
        for thread in self._threads:  # first whoever accepts: then no connection is added any more
            thread.join(max(deadline - time.monotonic(), 0.0))
        with self._lock:
            left = dict(self._open)
        for sock in left.values():
            _end(sock)
        for thread in left:
            thread.join(max(deadline - time.monotonic(), 0.0))
        self._listener.close()
        self._udp.close()
        self.diary.tell(everything=True)

    @property
    def connections(self) -> int:
        """How many are open."""
        return len(self._open)

    def _accept(self) -> None:
        while not self._shared.stop.is_set():
            try:
                sock, address = self._listener.accept()
            except TimeoutError:
                continue
            except OSError:  # too many open files, or a connection that is gone again
                self._shared.stop.wait(0.05)
                continue
            thread = threading.Thread(
                target=self._welcome, args=(sock, address[0]), name="responder-connection", daemon=True
            )
            with self._lock:
                full = len(self._open) >= self._shared.limits.connections + SPARE
                if not full:
                    self._open[thread] = sock
            if full:
                sock.close()
            else:
                self._start(thread, sock)

    def _start(self, thread: threading.Thread, sock: socket.socket) -> None:
        try:
            thread.start()
        except RuntimeError:  # the system has no more threads
            with self._lock:
                del self._open[thread]
            sock.close()

    def _welcome(self, sock: socket.socket, host: str) -> None:
        """One connection, from its first byte to its end."""
        try:
            with contextlib.suppress(OSError):  # the client left, broke the connection or took too long
                self._serve(sock, host)
        finally:
            with self._lock:
                self._open.pop(threading.current_thread()).close()

    def _serve(self, sock: socket.socket, host: str) -> None:
        limits = self._shared.limits
        try:
            client = self._clients.enter(client_key(host))
        except Refusal as refusal:
            _turn_away(Wire(self._secure(sock, REFUSAL_SECONDS), REFUSAL_SECONDS), refusal)
            return
        try:
            wire = Wire(self._secure(sock, limits.first_seconds), limits.stall_seconds)
            _converse(Visit(wire, client, host, self._shared))
        finally:
            self._clients.leave(client)

    def _secure(self, sock: socket.socket, seconds: float) -> socket.socket:
        """The connection, with TLS where this server has it.

        Raises:
            OSError: The client does not speak TLS.
        """
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._tls is None:
            return sock
        sock.settimeout(seconds)
        if sock.recv(1, socket.MSG_PEEK) != _TLS_HANDSHAKE:
            _turn_away(Wire(sock, seconds), Refusal(400, "This port speaks https. Write https:// before the address."))
            raise ConnectionAbortedError("no TLS")
        secure = self._tls.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
        with self._lock:
            self._open[threading.current_thread()] = secure
        secure.do_handshake()
        return secure


def _converse(visit: Visit) -> None:
    """Serves one request after the other."""
    limits, wire = visit.shared.limits, visit.wire
    wait, brief = limits.first_seconds, False
    try:
        while request := read_request(wire, wait, limits.head_seconds):
            brief = request.method == "HEAD"
            wire.within(limits.transfer_seconds)
            serve(visit, request)
            if not request.keep or visit.shared.stop.is_set():
                break
            wire.answered, brief, wait = False, False, limits.idle_seconds
        wire.finish()
    except Refusal as refusal:
        wire.within(REFUSAL_SECONDS)
        refuse(wire, refusal, brief=brief)


def _turn_away(wire: Wire, refusal: Refusal) -> None:
    """Reads one request, whatever it is, and refuses it."""
    with contextlib.suppress(Refusal):
        read_request(wire, REFUSAL_SECONDS, REFUSAL_SECONDS)
    wire.within(REFUSAL_SECONDS)
    refuse(wire, refusal)


def _end(sock: socket.socket) -> None:
    """Wakes whoever waits for that socket; not by TLS's own `shutdown`, which takes TLS away under a reader."""
    with contextlib.suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
