"""The speedtest-cli library as a provider: speedtest.net's servers, or a Speedtest Mini server of one's own."""

import functools
from collections.abc import Callable
from typing import Any

from deskready.plugin import Unavailable, text
from deskready_checks.internet.load.diagnosis import diagnose, host_of, is_portal, variable_of
from deskready_checks.internet.load.explain import explain
from deskready_checks.internet.load.fault import FOREIGN, Fault
from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.path.proxy import addresses
from deskready_checks.internet.providers.interface import Endpoint
from deskready_checks.internet.providers.speedtest_cli.library import ERRORS, Client, Stop
from deskready_checks.internet.providers.speedtest_cli.watch import Watch

_SERVICE = ("https://www.speedtest.net/", "http://www.speedtest.net/")
_NO_PING_MS = 600_000.0
"""The library counts a failed ping as an hour and divides: from here on, a latency is a failure."""
_MAYBE_PORTAL = (Fault.CERTIFICATE, Fault.UNTRUSTED, Fault.UNREACHABLE, Fault.TIMEOUT)
"""What a network that wants a login does to an encrypted connection, which it cannot answer with its page."""


class SpeedtestCli:
    """The library, whose own number is the result; its errors say what is wrong.

    Args:
        meter: Counts all bytes.
        server: URL of one's own, and nothing but its host is contacted then; "" for the nearest of speedtest.net.
        seconds: How long a direction may take.
    """

    id = "speedtest-cli"
    title = "speedtest-cli"
    method = text(
        "internet.providers.speedtest-cli",
        "speedtest-cli: all bytes by all seconds, new connections throughout; reads low on fast lines with delay",
    )

    def __init__(self, meter: Meter, server: str, seconds: float) -> None:
        self.host = host_of(server) or "speedtest.net"
        self._meter = meter
        self._own_server = server
        self._seconds = seconds
        self._stop = Stop()
        self._watch = Watch(host_of(server), self._stop)

    def probe(self) -> Endpoint:
        """Finds the nearest server; of its latency only the order of magnitude is good for anything.

        Raises:
            Unavailable: There is none.
        """
        try:
            through = addresses(self._own_server) if self._own_server else addresses(*_SERVICE)
            self._client = Client(self._watch, self._meter, self._stop, self._seconds, through)
            best: dict[str, Any] = self._client.get_best_server(self._candidates())
        except ERRORS as error:
            seen = self._watch.error
            hidden = seen if seen and (not self._watch.answered or diagnose(seen) in FOREIGN) else None
            raise self._explain(hidden or error) from error
        if best["latency"] >= _NO_PING_MS:
            raise self._fault(Fault.SILENT)
        self._watch.finding = False
        return Endpoint(_name(best), best["latency"])

    def run_native(self, direction: Direction) -> float:
        """The library's result in Mbit/s.

        Raises:
            Unavailable: Nothing came through.
        """
        if direction is Direction.DOWN:
            return self._transfer(self._client.download)
        # Allocated beforehand, the bodies would take 150 MB at once.
        return self._transfer(functools.partial(self._client.upload, pre_allocate=False))

    def stop(self) -> None:
        """Ends the transfer that runs: it returns what it has."""
        self._stop.set()

    def _candidates(self) -> list[dict[str, Any]]:
        """The servers to choose from.

        Raises:
            Unavailable: There are none.
        """
        if self._own_server:
            return list(self._client.set_mini_server(self._own_server))
        self._client.get_servers()
        if nearest := list(self._client.get_closest_servers()):
            return nearest
        raise self._explain(self._watch.error) if self._watch.error else self._fault(Fault.NO_SERVERS)

    def _transfer(self, transfer: Callable[[], float]) -> float:
        """Transfers; the library counts bytes that were sent into a refusal too, so that its rate alone tells little.

        Raises:
            Unavailable: Nothing came through.
        """
        self._watch.forget()
        rate = transfer() / 1e6
        if self._watch.error and (not self._watch.answered or diagnose(self._watch.error) in FOREIGN):
            raise self._explain(self._watch.error)
        if self._watch.vain and (sent := self._client.results.bytes_sent):
            rate *= max(1 - self._watch.vain / sent, 0.0)
        if rate <= 0:
            raise self._fault(Fault.ENDED if self._stop.is_set() else Fault.NO_DATA)
        return rate

    def _fault(self, fault: Fault, detail: str = "", variable: str = "") -> Unavailable:
        """A fault in words that fit the kind of server that was to be used."""
        return explain(fault, detail, own_server=bool(self._own_server), variable=variable)

    def _explain(self, error: Exception) -> Unavailable:
        """What is behind an error, in a person's words."""
        fault = diagnose(error)
        if fault in _MAYBE_PORTAL and not self._own_server and is_portal():
            fault = Fault.PORTAL
        return self._fault(fault, f"{type(error).__name__}: {error}", variable_of(error))


def _name(server: dict[str, Any]) -> str:
    """What to call a server: its operator and place."""
    parts = (server.get("sponsor"), server.get("name"), server.get("country"))
    return ", ".join(str(part) for part in parts if part)
