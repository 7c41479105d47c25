"""What the engine needs from whoever moves the bytes."""

from enum import Enum
from typing import Protocol

from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.tcp_info import TcpInfo


class Direction(Enum):
    """Which way bytes go."""

    DOWN = "download"
    UP = "upload"


class Trouble(Exception):  # noqa: N818 - what happened to a server, not to this program
    """Why a server cannot be measured against.

    Args:
        fault: The cause.
        detail: The system's own words, for the log.
        retry_after: After how many seconds the server wants to be asked again, where it said so.
        variable: The environment variable that is at fault, where one is.
    """

    def __init__(self, fault: Fault, detail: str = "", retry_after: float | None = None, variable: str = "") -> None:
        super().__init__(detail or fault.name)
        self.fault = fault
        self.detail = detail
        self.retry_after = retry_after
        self.variable = variable


class Load(Protocol):
    """Connections that move bytes one way. `reading`, `grow` and `close` are called by one thread."""

    @property
    def trouble(self) -> Trouble | None:
        """Why nothing will move any more; None while at least one connection may."""

    def grow(self, flows: int) -> None:
        """Opens connections until there are so many."""

    def reading(self, seconds: float) -> tuple[float, int]:
        """The bytes so far and the time they belong to: `seconds`, or when a server counted them."""

    def info(self) -> list[TcpInfo]:
        """What the system knows of the connections, where it tells."""

    def close(self) -> None:
        """Ends all connections at once, so that nothing is left in queues; returns without waiting for long."""
