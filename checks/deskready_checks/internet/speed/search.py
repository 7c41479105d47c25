"""The search for a provider that serves: one after the other is asked."""

from collections.abc import Callable, Sequence

from deskready.plugin import Context, Unavailable, text
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.probe.advice import LATER
from deskready_checks.internet.providers.attempt import Attempt
from deskready_checks.internet.providers.interface import PROBE_SECONDS, NativeProvider
from deskready_checks.internet.speed.conduct import Stage, conduct
from deskready_checks.internet.speed.patience import FIND_SECONDS
from deskready_checks.internet.speed.who import Who

_ABSENT = (Fault.OFFLINE, Fault.NAMES, Fault.UNREACHABLE, Fault.TIMEOUT, Fault.CERTIFICATE)
"""What one's own server comes to however it is asked: it need not be asked as another kind of server, too."""
_FINDING = text("internet.speed.finding", "Finding a server")
_NOBODY_LEFT = text("internet.speed.nobody-left", "No provider was left to measure against.")


class Search:
    """Asks providers in turn, and notes whom it passes over.

    Args:
        context: The check's.
        attempts: The providers that may be asked, the first choice first.
        who: Where it is noted.
        tick: Called many times a second while one is asked.

    Attributes:
        server: The servers that were found; None before there is one.
    """

    def __init__(self, context: Context, attempts: Sequence[Attempt], who: Who, tick: Callable[[], None]) -> None:
        self.server: str | None = None
        self._context = context
        self._left = list(attempts)
        self._who = who
        self._tick = tick
        self._told: Fault | None = None
        self._last = Unavailable(_NOBODY_LEFT, remedy=LATER)

    def find(self) -> Attempt:
        """The first provider that serves.

        Raises:
            Unavailable: None does; as the last one said.
        """
        while True:
            if not self._left:
                raise self._last
            attempt = self._left.pop(0)
            native = isinstance(attempt.provider, NativeProvider)
            seconds = FIND_SECONDS if native else PROBE_SECONDS
            try:
                stage = Stage(_FINDING, 0.0, 0.1, seconds, seconds)
                endpoint = conduct(self._context, attempt, attempt.find, self._tick, stage)
            except Unavailable as gap:
                if self._told is not Fault.PORTAL:  # a login page explains what whoever is asked after it makes of it
                    self._last, self._told = gap, attempt.fault
                if not self._left or self._context.concluded or (attempt.own and attempt.fault in _ABSENT):
                    raise self._last from gap
                self._pass_over(attempt, gap)
            else:
                self.server = endpoint.name if self.server is None else f"{self.server}; {endpoint.name}"
                if endpoint.latency_ms is not None:
                    self._context.log(f"{attempt.provider.title} answered in {endpoint.latency_ms:.1f} ms.")
                return attempt

    def goes_on_after(self, attempt: Attempt, gap: Unavailable) -> bool:
        """Whether another may be asked now that one broke off; then that one is passed over."""
        self._last = gap
        if attempt.own or not self._left or self._context.concluded:
            return False
        self._pass_over(attempt, gap)
        return True

    def _pass_over(self, attempt: Attempt, gap: Unavailable) -> None:
        said = self._who.pass_over(attempt)
        self._context.log(f"Passed over: {said.words}. {gap.reason.words} {gap.detail}")
