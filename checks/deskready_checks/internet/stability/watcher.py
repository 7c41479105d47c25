"""Something that probes the line for minutes and notes what comes back: over UDP, or by TCP connections."""

import threading
import time
from typing import Protocol

from deskready_checks.internet.path.leg import tcp_round_trip
from deskready_checks.internet.probe.trace import Probe, Trace

TCP_STEP_SECONDS = 0.5
"""The pause between the beginnings of two connections."""


class Watcher(Protocol):
    """What `Prober` is, as far as watching needs it."""

    def start(self) -> None:
        """Begins to probe."""

    def stop(self) -> Trace:
        """Ends it and gives the trace."""

    def fresh(self) -> list[float]:
        """The round trips, in ms, of what came back since this was last asked."""

    @property
    def sent(self) -> int:
        """How many probes were sent so far."""


class TcpWatcher:
    """Opens a TCP connection to a host twice a second, in a thread of its own.

    Args:
        host: Numeric.
        port: On it.
    """

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._probes: list[Probe] = []
        self._seen = 0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

    def start(self) -> None:
        """Begins to connect."""
        self._thread.start()

    def stop(self) -> Trace:
        """Ends it and gives the trace."""
        self._stopping.set()
        self._thread.join()
        return Trace(tuple(self._probes))

    def fresh(self) -> list[float]:
        """The round trips, in ms, of what was answered since this was last asked."""
        found = self._probes[self._seen :]
        self._seen += len(found)
        return [rtt for probe in found if (rtt := probe.rtt) is not None]

    @property
    def sent(self) -> int:
        """How many connections were tried so far."""
        return len(self._probes)

    def _run(self) -> None:
        while not self._stopping.is_set():
            sent = time.perf_counter()
            rtt = tcp_round_trip(self._host, self._port)
            received = None if rtt is None else sent + rtt / 1000
            self._probes.append(Probe(len(self._probes), 0, sent, received))
            self._stopping.wait(max(TCP_STEP_SECONDS - (time.perf_counter() - sent), 0.0))
