"""What every provider offers: a look whether it serves, then either connections for our engine or its own number."""

from typing import NamedTuple, Protocol, runtime_checkable

from deskready.plugin import Text
from deskready_checks.internet.load.interface import Direction, Load
from deskready_checks.internet.load.pace import Pace

PROBE_SECONDS = 5.0
"""How long a provider may take to show that it serves, before another is asked."""
ANSWER_SECONDS = 3.0
"""How long it may be silent meanwhile."""


class Endpoint(NamedTuple):
    """A server that serves."""

    name: str
    """Who runs it, and where."""
    latency_ms: float | None = None
    """How long it took to answer, without its own work, where that could be told; by HTTP, so of a rough kind."""


class Provider(Protocol):
    """A kind of server, before it is known how it is measured against. Methods block, and are called in turn."""

    id: str
    """Its name as an option's value."""
    title: str
    """Its name for people."""
    host: str
    """What a firewall would have to allow."""

    def probe(self) -> Endpoint:
        """Finds a server that serves.

        Raises:
            Trouble: There is none, and why.
        """


class LoadProvider(Provider, Protocol):
    """One that our engine measures against."""

    most_flows: int
    """Connections that it allows."""

    def open_load(self, direction: Direction, pace: Pace) -> Load:
        """Connections in one direction; the engine asks for as many as it wants."""


@runtime_checkable
class NativeProvider(Provider, Protocol):
    """One that brings its own way of measuring, and so its own number."""

    method: Text
    """How it measures, in a few words."""

    def run_native(self, direction: Direction) -> float:
        """Its result in Mbit/s.

        Raises:
            Trouble: There is none, and why.
        """

    def stop(self) -> None:
        """Ends what runs: it returns what it has."""
