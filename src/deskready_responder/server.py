"""The server: a thread that accepts, one for each connection, and one for UDP."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import Self

from deskready_responder import udp
from deskready_responder.address import client_key
from deskready_responder.clients import Client, Clients
from deskready_responder.diary import Diary
from deskready_responder.limits import Limits
from deskready_responder.listening import CannotListen, bound, families
from deskready_responder.porch import Porch
from deskready_responder.refusal import Refusal
from deskready_responder.request import read_request
from deskready_responder.routes import serve
from deskready_responder.visit import Shared, Visit, refuse
from deskready_responder.wire import Wire, payload

REFUSAL_SECONDS = 2.0
"""How long one that is refused may take to hear it."""
BACKLOG = 1_024
"""Connections that the system keeps until they are looked at: a flood must not fill it before that."""
UNSENT_BYTES = 262_144
"""Most that waits unsent in a connection's buffer: what passed the pace is on its way."""
CLOSE_SECONDS = 0.8
"""How long the threads may take to notice the end."""
_LOOK_SECONDS = 0.2
_TLS_HANDSHAKE = b"\x16"


class Responder:
    """A running server; a context manager.

    Args:
        host: The address to listen on; `EVERYWHERE` for all of IPv6 and IPv4.
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
        families: What it listens on: IPv4, IPv6 or both.
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
        self._listeners = bound(host, port, socket.SOCK_STREAM)
        try:
            self._udp = bound(host, udp_port, socket.SOCK_DGRAM)
        except CannotListen:
            _close(self._listeners)
            raise
        self.port: int = self._listeners[0].getsockname()[1]
        self.udp_port: int = self._udp[0].getsockname()[1]
        self.families = families(self._listeners)
        self._shared = Shared(limits, self.diary, encrypted=tls is not None, udp_port=self.udp_port)
        self._clients = Clients(limits)
        self._porch = Porch()
        self._lock = threading.Lock()
        self._open: dict[threading.Thread, socket.socket] = {}
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        payload()  # before the first client waits for it
        for listener in self._listeners:
            listener.settimeout(_LOOK_SECONDS)  # not everywhere can accepting be ended from another thread
            listener.listen(BACKLOG)
            self._work(self._accept, listener)
        self._work(udp.serve, self._udp, self._shared)
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
        _close([*self._listeners, *self._udp])
        self.diary.tell(everything=True)

    @property
    def connections(self) -> int:
        """How many are open."""
        return len(self._open)

    def _work(self, work: Callable[..., None], *arguments: object) -> None:
        """Starts what goes on for as long as the server."""
        self._threads.append(threading.Thread(target=work, args=arguments, name="responder", daemon=True))
        self._threads[-1].start()

    def _accept(self, listener: socket.socket) -> None:
        while not self._shared.stop.is_set():
            try:
                sock, address = listener.accept()
            except TimeoutError:
                continue
            except OSError:  # too many open files, or a connection that is gone again
                self._shared.stop.wait(0.05)
                continue
            self._receive(sock, address[0])

    def _receive(self, sock: socket.socket, host: str) -> None:
        """Lets a connection in, or not, before it costs a thread: whoever is refused takes nobody's place."""
        key = client_key(host)
        try:
            client = self._clients.enter(key)
        except Refusal as refusal:
            if self._porch.enter(key):
                self._start(sock, partial(self._refuse, sock, refusal), partial(self._porch.leave, key))
            else:
                sock.close()
        else:
            self._start(sock, partial(self._serve, sock, host, client), partial(self._clients.leave, client))

    def _start(self, sock: socket.socket, work: Callable[[], None], leave: Callable[[], None]) -> None:
        """One connection in a thread of its own, from its first byte to its end."""
        thread = threading.Thread(target=self._conduct, args=(work, leave), name="responder-connection", daemon=True)
        with self._lock:
            self._open[thread] = sock
        try:
            thread.start()
        except RuntimeError:  # the system has no more threads
            with self._lock:
                self._open.pop(thread).close()
            leave()

    def _conduct(self, work: Callable[[], None], leave: Callable[[], None]) -> None:
        try:
            with contextlib.suppress(OSError):  # the client left, broke the connection or took too long
                work()
        finally:
            leave()  # before the peer sees the end, and perhaps comes again
            with self._lock:
                self._open.pop(threading.current_thread()).close()

    def _refuse(self, sock: socket.socket, refusal: Refusal) -> None:
        _turn_away(Wire(self._secure(sock, REFUSAL_SECONDS), REFUSAL_SECONDS), refusal)

    def _serve(self, sock: socket.socket, host: str, client: Client) -> None:
        limits = self._shared.limits
        wire = Wire(self._secure(sock, limits.first_seconds), limits.stall_seconds)
        _converse(Visit(wire, client, host, self._shared))

    def _secure(self, sock: socket.socket, seconds: float) -> socket.socket:
        """The connection, with TLS where this server has it.

        Raises:
            OSError: The client does not speak TLS.
        """
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if hasattr(socket, "TCP_NOTSENT_LOWAT"):  # Linux and macOS
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT_BYTES)
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


def _close(socks: Iterable[socket.socket]) -> None:
    for sock in socks:
        sock.close()


def _end(sock: socket.socket) -> None:
    """Wakes whoever waits for that socket; not by TLS's own `shutdown`, which takes TLS away under a reader."""
    with contextlib.suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
