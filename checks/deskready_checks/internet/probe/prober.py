"""A stream of probes, in a thread and on a socket of its own."""

import os
import select
import socket
import threading
import time
from collections.abc import Sequence

from deskready_checks.internet.probe.stamp import Arrival, enable_stamps, receive
from deskready_checks.internet.probe.stun import PLAIN, TRANSACTION, Address, binding_request, parse_answer
from deskready_checks.internet.probe.trace import Probe, Trace

GRACE_SECONDS = 2.0
"""How long a reply may take before its probe counts as lost, once no more are sent."""
LATE_SECONDS = 0.02
"""A probe of which this computer cannot tell any better when it left tells nothing of the line."""
WOKEN_SECONDS = 0.0005
"""How long it may take until a program notices what came in, where the kernel does not stamp it."""
_LOOK_SECONDS = 0.05
"""How often the thread looks whether it is to stop."""
_REFUSALS = (ConnectionRefusedError, ConnectionResetError)
"""What the system makes of "port unreachable": the second on Windows."""
_FRAME = {socket.AF_INET: 14 + 20 + 8, socket.AF_INET6: 14 + 40 + 8}
"""Bytes of Ethernet, IP and UDP around a datagram."""
_AT_ONCE = 64
"""How many datagrams are read before the next probe gets its turn, whoever floods this port."""


class _Flight:
    """A probe under way."""

    __slots__ = ("back", "duplicates", "path", "received", "sent", "slack")

    def __init__(self, path: int, sent: float) -> None:
        self.path = path
        self.sent = sent
        self.received: float | None = None
        self.duplicates = 0
        self.back = 0
        self.slack = 0.0


class Prober:
    """Sends STUN Binding requests to servers in turn, and notes what comes back and when.

    `start`, wait as long as you like, `stop`: the trace. `fresh` and `trace` may be called meanwhile, from any thread.

    Args:
        servers: What is probed, in turn; all IPv4 or all IPv6.
        rate: Probes a second, to all of them together.
        size: Bytes of a probe; see `binding_request`.

    Attributes:
        mapped: Where each server saw the probes come from, by path; filled as answers come.
        local: The socket's own address, as a packet to the first server carries it.
        refused: How often the server's computer said that nothing listens there; told for a single server only.
        stamped: Whether the kernel stamps what arrives.
        rate: Probes a second; may be changed at any time.

    Raises:
        OSError: There is no way to the servers.
    """

    def __init__(self, servers: Sequence[Address], rate: float, size: int = PLAIN) -> None:
        self.mapped: dict[int, Address] = {}
        self.refused = 0
        self._servers = tuple(servers)
        self.rate = rate
        self._size = size
        self._socket = _open(self._servers)
        self.stamped = enable_stamps(self._socket)
        self.local = _local(self._socket, self._servers[0])
        self._single = len(self._servers) == 1
        self._flights: list[_Flight] = []
        self._by_transaction: dict[bytes, _Flight] = {}
        self._fresh: list[float] = []
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._grace = GRACE_SECONDS
        self._thread = threading.Thread(target=self._run, name="prober", daemon=True)

    def start(self) -> None:
        """Begins to send."""
        self._thread.start()

    def finish(self, grace: float = GRACE_SECONDS) -> None:
        """Ends sending; what is under way is still noted, for at most `grace` seconds. Does not wait."""
        self._grace = grace
        self._stopping.set()

    def stop(self, grace: float = GRACE_SECONDS) -> Trace:
        """Ends sending, waits for what is under way, at most `grace` seconds, and gives the trace. May be repeated."""
        self.finish(grace)
        if self._thread.ident is not None:
            self._thread.join()
        self._socket.close()
        return self.trace()

    @property
    def sent(self) -> int:
        """How many probes were sent so far."""
        return len(self._flights)

    def trace(self) -> Trace:
        """What became of the probes so far; those under way seem lost.

        Those of which this computer cannot tell when they left are no evidence of anything, and are left out.
        """
        with self._lock:
            flights = [(f.path, f.sent, f.received, f.duplicates, f.slack) for f in self._flights]
        probes = (Probe(number, *flight) for number, flight in enumerate(flights))
        return Trace(tuple(probe for probe in probes if probe.slack < LATE_SECONDS))

    def spent(self, begin: float, end: float) -> tuple[int, int]:
        """Bytes of Ethernet frames that left, and that came back, from `begin` until before `end`."""
        around = _FRAME[_family(self._servers[0])]
        with self._lock:
            left = [self._size + around for f in self._flights if begin <= f.sent < end]
            back = [f.back + around for f in self._flights if f.received is not None and begin <= f.received < end]
        return sum(left), sum(back)

    def fresh(self) -> list[float]:
        """The round trips, in ms, of what came back since this was last asked."""
        with self._lock:
            found, self._fresh = self._fresh, []
        return found

    def _run(self) -> None:
        due = time.perf_counter()
        while True:
            now = time.perf_counter()
            stopping = self._stopping.is_set()
            if stopping and now >= self._last_call():
                return
            if not stopping and now >= due:
                self._send()
                due = max(due + 1 / self.rate, now)  # after a pause, of a sleeping computer, no burst
            left = _LOOK_SECONDS if stopping else min(max(due - time.perf_counter(), 0.0), _LOOK_SECONDS)
            if select.select([self._socket], [], [], left)[0]:
                self._receive()

    def _last_call(self) -> float:
        """Until when to wait for what is under way."""
        with self._lock:
            return max((f.sent + self._grace for f in self._flights if f.received is None), default=0.0)

    def _send(self) -> None:
        transaction = os.urandom(TRANSACTION)
        path = len(self._flights) % len(self._servers)
        request = binding_request(transaction, self._size)
        with self._lock:  # before it is sent: the answer may be quicker than this thread
            flight = _Flight(path, time.perf_counter())
            self._flights.append(flight)
            self._by_transaction[transaction] = flight
        flight.sent = time.perf_counter()
        try:
            if self._single:
                self._socket.send(request)
            else:
                self._socket.sendto(request, self._servers[path])
        except OSError as error:  # no way there at this moment: lost, like any other
            self.refused += isinstance(error, _REFUSALS)
        flight.slack += time.perf_counter() - flight.sent  # on a busy computer it may have left at the end of that

    def _receive(self) -> None:
        for _ in range(_AT_ONCE):
            try:
                arrival = receive(self._socket, stamped=self.stamped)
            except (BlockingIOError, InterruptedError):
                return
            except OSError as error:  # what a router or the other computer reports of an earlier probe
                self.refused += isinstance(error, _REFUSALS)
                continue
            answer = parse_answer(arrival.data)
            flight = self._by_transaction.get(answer.transaction) if answer else None
            if answer and flight:
                self._note(flight, arrival)
                if answer.mapped:
                    self.mapped[flight.path] = answer.mapped

    def _note(self, flight: _Flight, arrival: Arrival) -> None:
        with self._lock:
            if flight.received is not None:
                flight.duplicates += 1
                return
            flight.received = max(arrival.at, flight.sent)
            flight.back = len(arrival.data)
            flight.slack += 0.0 if arrival.by_kernel else WOKEN_SECONDS
            self._fresh.append((flight.received - flight.sent) * 1000)


def _open(servers: Sequence[Address]) -> socket.socket:
    """A socket that does not block; connected where there is one server, so that a refusal is heard of."""
    sock = socket.socket(_family(servers[0]), socket.SOCK_DGRAM)
    try:
        sock.setblocking(False)
        if len(servers) == 1:
            sock.connect(servers[0])
    except OSError:
        sock.close()
        raise
    return sock


def _local(sock: socket.socket, server: Address) -> Address:
    """The address and port that a packet to `server` leaves with. Sends nothing."""
    with socket.socket(_family(server), socket.SOCK_DGRAM) as other:
        other.connect(server)
        host = str(other.getsockname()[0])
    if sock.getsockname()[1] == 0:
        sock.bind(("", 0))  # as the first send would
    return Address(host, int(sock.getsockname()[1]))


def _family(server: Address) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in server.host else socket.AF_INET
