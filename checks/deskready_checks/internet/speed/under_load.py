"""Probes beside a speed test: of the idle line before it, and of the full line in each direction."""

import threading
import time
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from deskready.plugin import Cause, Context, Name, Privacy, Quantity, Text, Unavailable, Words, message, text
from deskready_checks.busy import too_busy
from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.probe.advice import ALLOW, PUBLIC_SERVERS, UDP_TO, YOUR_RESPONDER
from deskready_checks.internet.probe.causes import UDP_BLOCKED
from deskready_checks.internet.probe.plot import plot
from deskready_checks.internet.probe.prober import Prober
from deskready_checks.internet.probe.rise import Rise, rise
from deskready_checks.internet.probe.servers import UDP_PORT, host_and_port
from deskready_checks.internet.probe.stun import PADDED, PLAIN
from deskready_checks.internet.probe.survey import PUBLIC_RATE, Silence, Surveyed, find_servers
from deskready_checks.internet.probe.trace import Trace
from deskready_checks.internet.probe.words import explain_silence
from deskready_checks.internet.speed import density

IDLE_SECONDS = 2.0
"""How long the idle line is probed, besides the first probes that find servers."""
PATIENCE_SECONDS = 2.0
"""How long the test waits, from its beginning, for a first server to answer."""
GRACE_SECONDS = 1.0
"""How long the last answers of the idle line may take."""
FEWEST_CALL = 40
"""Probes of a direction from which on its losses and a call are told: where none of so many is lost, a call over a line
that adds 100 ms is certainly rated above what ITU-T G.109 advises against."""
FEWEST = 10
"""Probes of a direction from which on its median is told."""
_LOOK_SECONDS = 0.1
_NO_UDP_BESIDE = text("internet.speed.no-udp-beside", "Your own speed test server does not answer over UDP.")
_RESPONDER = message(
    "internet.speed.run-responder",
    "Run `deskready responder` there, with UDP port {port} open, or name one with the option `responder`.",
)(port=Name(str(UDP_PORT), Privacy.PUBLIC))
_NO_UDP = text("internet.speed.no-udp", "No server answered over UDP soon enough.")
_LISTENING = text("internet.speed.listening", "Listening to the idle line")


class Window(NamedTuple):
    """When a direction's transfer filled the line, in seconds of `time.perf_counter`."""

    begin: float
    end: float


class UnderLoad:
    """Probes the line beside a speed test: `settle` before the first transfer, `begin` and `end` around each.

    All methods are called by the check's own thread.

    Args:
        responder: What is probed, as "host:port", or "" for public servers.
        beside: Whether the responder was only guessed from the speed test server's address.

    Attributes:
        missing: Why nothing can be said of a full line; None while something may.
        skipped: The same for one direction.
        idle: The probes of the idle line; filled by `settle`.
        rate: Probes a second to all servers together, on a line that is fast enough.
        own: Whether that is a responder of one's own.

    Raises:
        Unavailable: The responder is no host and port.
    """

    def __init__(self, responder: str, *, beside: bool = False) -> None:
        if responder:
            host_and_port(responder, "responder")
        self.missing: Unavailable | None = None
        self.skipped: dict[Direction, Unavailable] = {}
        self.idle = Trace(())
        self.rate = density.OWN_RATE if responder else PUBLIC_RATE
        self.own = bool(responder)
        self._size = PADDED if responder else PLAIN
        self._responder = responder
        self._beside = beside
        self._surveyed: Surveyed | None = None
        self._probers: dict[Direction, Prober] = {}
        self._windows: dict[Direction, Window | None] = {}
        self._mbit: dict[Direction, float] = {}
        self._current: Prober | None = None
        self._way: Direction | None = None
        self._stopping = threading.Event()
        self._settled = False
        self._begun = time.monotonic()
        self._thread = threading.Thread(target=self._look, name="idle", daemon=True)

    def start(self) -> None:
        """Begins to look for servers and to probe the idle line, beside whatever hardly loads it."""
        self._begun = time.monotonic()
        self._thread.start()

    def settle(self, context: Context, tick: Callable[[], None]) -> None:
        """Waits until the idle line was probed for long enough; may be repeated.

        Args:
            context: Is told what is being done, and asked whether to end early.
            tick: Called ten times a second.
        """
        if self._settled or self.missing:
            return
        while self._thread.is_alive() and not self._too_late():
            if context.concluded:
                self._stopping.set()
            self._thread.join(_LOOK_SECONDS)
            if self._thread.is_alive():
                context.progress(0.1, _LISTENING)
            tick()
        self._settled = True
        self._stopping.set()
        if self._surveyed is None or not self._surveyed.servers:
            self.missing = self._silence()
            context.log(f"No latency under load: {self.missing.reason.words} {self.missing.detail}")

    def give_up(self, reason: Words, remedy: Words) -> None:
        """Probes nothing: nothing can be said of a full line, for this reason."""
        self.missing = Unavailable(reason, remedy=remedy)

    def skip(self, direction: Direction, reason: Words, remedy: Words, cause: Cause | None = None) -> None:
        """Notes that nothing can be said of a direction, for this reason."""
        self.skipped[direction] = Unavailable(reason, remedy=remedy, cause=cause)

    def begin(self, direction: Direction) -> None:
        """Begins to probe during a transfer."""
        surveyed = self._surveyed
        if self.missing or surveyed is None:
            return
        try:
            prober = Prober(surveyed.servers, density.suited(self.rate, 0.0), self._size)
        except OSError as error:
            self.missing = explain_silence(Silence.BLOCKED, str(error), own=surveyed.own)
            return
        prober.start()
        self.skipped.pop(direction, None)
        self._current = self._probers[direction] = prober
        self._way = direction

    def end(self, direction: Direction, window: Window | None) -> None:
        """Ends that; answers under way are still taken.

        Args:
            direction: As begun.
            window: When the line was full; None where it never was.
        """
        self._current = self._way = None
        if prober := self._probers.get(direction):
            prober.finish()
        self._windows[direction] = window

    def distrust(self, direction: Direction) -> None:
        """Tells nothing of a direction: what its probes waited for may have been this computer."""
        self._windows[direction] = None
        self.skipped[direction] = too_busy()

    def sample(self, context: Context) -> None:
        """Adds what came back since the last time to the live series."""
        if prober := self._current:
            plot(context, prober.fresh())

    def loaded(self, direction: Direction) -> Trace | None:
        """The probes sent while the line was full, None where it never was; waits for the last answers."""
        window, prober = self._windows.get(direction), self._probers.get(direction)
        return prober.stop().between(*window) if window and prober else None

    def enough_seconds(self, mbit: float) -> float:
        """How long a line of that rate has to be full for all that can be told of it; 0 where nothing can."""
        return 0.0 if self.missing else (FEWEST_CALL + 1) / density.suited(self.rate, mbit)

    def suit(self, mbit: float) -> None:
        """Probes no more than a line of that rate bears."""
        if self._current and self._way:
            self._current.rate = density.suited(self.rate, mbit)
            self._mbit[self._way] = mbit

    def spent_mbit(self, direction: Direction) -> float:
        """Mbit/s that the probes took from TCP that way while the line was full."""
        window, prober = self._windows.get(direction), self._probers.get(direction)
        if not window or not prober:
            return 0.0
        up, down = prober.spent(*window)
        return density.taken_mbit(down if direction is Direction.DOWN else up, window.end - window.begin)

    def risen(self, direction: Direction) -> Rise | None:
        """How much the round trip rose, by what has come back already; None where those are few."""
        window, prober = self._windows.get(direction), self._probers.get(direction)
        found = self.rise(direction, prober.trace().between(*window)) if window and prober else None
        return found if found and found.latency.samples >= FEWEST else None

    def rise(self, direction: Direction, loaded: Trace) -> Rise | None:
        """How much the round trip rose in a direction, by its probes while the line was full."""
        return rise(self.idle, loaded, density.frame_ms(self._mbit.get(direction, 0.0)))

    @property
    def whom(self) -> Text:
        """Who was probed, and how often in the end, in a few words."""
        found = len(self._surveyed.servers) if self._surveyed else 0
        rates = [prober.rate for prober in self._probers.values()]
        whom = YOUR_RESPONDER if self.own else PUBLIC_SERVERS(count=found)
        return UDP_TO(whom=whom, rate=Quantity(min(rates, default=self.rate), digits=0))

    def _look(self) -> None:
        """Finds servers, then probes them while nothing else loads the line."""
        surveyed = find_servers(self._responder, density.OWN_RATE, self._stopping.is_set)
        if surveyed.servers and not self._stopping.is_set():
            try:
                prober = Prober(surveyed.servers, self.rate, self._size)
            except OSError:
                surveyed = surveyed._replace(servers=(), silence=Silence.BLOCKED)
            else:
                self._current = prober
                prober.start()
                self._surveyed = surveyed
                self._stopping.wait(IDLE_SECONDS)
                self.idle = prober.stop(GRACE_SECONDS)
        self._surveyed = surveyed

    def _too_late(self) -> bool:
        """Whether nobody has answered, and it is no use to wait."""
        return self._surveyed is None and time.monotonic() - self._begun > PATIENCE_SECONDS

    def _silence(self) -> Unavailable:
        """Why there is nobody to probe."""
        if self._beside:
            return Unavailable(_NO_UDP_BESIDE, remedy=_RESPONDER)
        if self._surveyed is None or self._surveyed.silence is None:
            return Unavailable(_NO_UDP, remedy=ALLOW, cause=UDP_BLOCKED)
        return explain_silence(self._surveyed.silence, self._surveyed.detail, own=self.own)


def beside(server: str) -> str:
    """Where a speed test server's computer would answer probes, as "host:port"; "" for no server."""
    host = urlsplit(server).hostname or ""
    return f"{f'[{host}]' if ':' in host else host}:{UDP_PORT}" if host else ""
