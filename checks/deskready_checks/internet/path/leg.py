"""A leg of the path: round trips to one host by opening TCP connections, and how many got no answer."""

import socket
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from deskready.plugin import Text, text
from deskready_checks.internet.probe.interval import wilson

TRY_SECONDS = 0.9
"""How long an answer may take: below the 1 s after which TCP would ask again (RFC 6298), so that it counts as lost."""
PAUSE_SECONDS = 0.05
_BY_TCP = text("internet.path.by-tcp", "time to open or refuse a TCP connection")

_UNSAID = Text()


@dataclass(frozen=True)
class Leg:
    """What some tries to reach one host found."""

    rtts_ms: tuple[float, ...]
    """Round trips of those that were answered."""
    sent: int
    """How many there were."""
    method: Text = _UNSAID
    """How, in a few words."""
    counts_losses: bool = True
    """Whether what was not answered was lost."""

    @property
    def latency_ms(self) -> float | None:
        """The median, or None where nothing was answered."""
        return statistics.median(self.rtts_ms) if self.rtts_ms else None

    @property
    def lost(self) -> int:
        """How many were not answered."""
        return self.sent - len(self.rtts_ms)

    @property
    def loss_interval(self) -> tuple[float, float]:
        """The 95 % interval of the share that gets lost, between 0 and 1."""
        return wilson(self.lost, self.sent)


def tcp_round_trip(host: str, port: int, seconds: float = TRY_SECONDS) -> float | None:
    """Milliseconds until a host takes or refuses a connection, both of which is an answer; None where it does neither.

    Args:
        host: Numeric, so that no name is looked up meanwhile.
        port: On it.
        seconds: How long to wait.
    """
    begun = time.perf_counter()
    try:
        with socket.create_connection((host, port), seconds):
            return (time.perf_counter() - begun) * 1000
    except ConnectionRefusedError:
        return (time.perf_counter() - begun) * 1000
    except OSError:
        return None


def run_leg(host: str, port: int, count: int, ended: Callable[[], bool] = lambda: False) -> Leg:
    """Tries a host several times.

    Args:
        host: Numeric.
        port: On it.
        count: How often.
        ended: Whether to end early.
    """
    found: list[float] = []
    for tried in range(1, count + 1):
        rtt = tcp_round_trip(host, port)
        found += [] if rtt is None else [rtt]
        if ended() or (tried >= 3 and not found):
            break
        time.sleep(PAUSE_SECONDS)
    return Leg(tuple(found), tried, _BY_TCP)
