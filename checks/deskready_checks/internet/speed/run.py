"""One run of the speed check: asks one provider after the other until each direction is measured."""

from deskready.plugin import Context, Name, Privacy, Text, Unavailable, message, row, sentences, text
from deskready_checks.internet.load.course import LEAST_SECONDS
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.load.limits import Held, held_receiving
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.load.mode import Mode
from deskready_checks.internet.load.result import BRIEFLY, Result, limited, said_of_server
from deskready_checks.internet.probe.advice import LATER, also
from deskready_checks.internet.probe.interval import mean_half_width
from deskready_checks.internet.providers.attempt import Attempt
from deskready_checks.internet.providers.choice import providers
from deskready_checks.internet.providers.interface import PROBE_SECONDS, NativeProvider
from deskready_checks.internet.speed.conduct import Stage, conduct
from deskready_checks.internet.speed.options import MLAB_CONSENT, PROVIDER, RESPONDER, SECONDS
from deskready_checks.internet.speed.patience import FIND_SECONDS, GRACE_SECONDS
from deskready_checks.internet.speed.plot import Plot
from deskready_checks.internet.speed.spending import mode_for, needs_of
from deskready_checks.internet.speed.under_load import UnderLoad, Window, beside

_LOAD_GRACE_SECONDS = 4.0
"""How much longer than asked for our own engine may take: to end its connections."""
_NOT_FULL = {
    Mode.METERED: text("internet.speed.metered-not-full", "A metered test does not fill the line."),
    Mode.QUICK: text("internet.speed.quick-not-full", "A quick test ends before much could be said of a full line."),
}
_FULL = text("internet.speed.full", "Measure with the option `mode` at full.")
_OURS = text(
    "internet.speed.ours", "Measure against a `deskready responder` of your own, or with the option `provider` at auto."
)
_ABSENT = (Fault.OFFLINE, Fault.NAMES, Fault.UNREACHABLE, Fault.TIMEOUT, Fault.CERTIFICATE)
"""What one's own server comes to however it is asked: it need not be asked as another kind of server, too."""
_HARDLY_ANY = 500_000
"""Bytes of a transfer that broke off at once."""
_STAGES = {
    Direction.DOWN: (text("internet.speed.downloading", "Downloading"), 0.1, 0.55),
    Direction.UP: (text("internet.speed.uploading", "Uploading"), 0.55, 1.0),
}
_FINDING = text("internet.speed.finding", "Finding a server")
_NEVER_FULL = text("internet.speed.never-full", "The server was the limit, so that the line was not full.")
_NOT_TOLD = message("internet.speed.not-told", "{provider} does not tell when it filled the line.")
_PASSED = message("internet.speed.passed", "passed over: {who}")
_PASSED_ONE = message("internet.speed.passed-one", "{provider} ({why})")
_FAILED = text("internet.speed.failed", "failed")
_ONE_WAY = {
    Direction.DOWN: message("internet.speed.used-download", "{provider} (download)"),
    Direction.UP: message("internet.speed.used-upload", "{provider} (upload)"),
}
_USED = message("internet.speed.used", "{who}.")
_USED_WHY = message("internet.speed.used-why", "{who}, {why}.")
_NOBODY_LEFT = text("internet.speed.nobody-left", "No provider was left to measure against.")
_YOUR_OWN_SERVER = text("internet.speed.your-own-server", "your own server")
_CHOSEN = text("internet.speed.chosen", "as chosen")
_FIRST_CHOICE = text("internet.speed.first-choice", "the first choice")


class SpeedRun:
    """Measures both directions, the download first.

    Args:
        context: The check's.
        own: URL of the person's own server, or "".

    Attributes:
        meter: What all sockets moved.
        server: The servers that were found; None before there is one.
        under_load: Probes the line meanwhile.

    Raises:
        Unavailable: The options contradict each other, or the person does not want to spend the data.
    """

    def __init__(self, context: Context, own: str) -> None:
        self.meter = Meter()
        self.server: str | None = None
        self._context = context
        options = context.options
        self._seconds = SECONDS.of(options)
        mode = mode_for(context, own)
        needs = needs_of(options)
        self._metered = mode is Mode.METERED
        self._before = 0
        self._left = [
            Attempt(provider, mode, self._seconds, needs, own=own, meter=self.meter)
            for provider in providers(
                PROVIDER.of(options),
                own,
                self._seconds,
                self.meter,
                consent=MLAB_CONSENT.of(options),
                few_bytes=self._metered,
            )
        ]
        self._attempt: Attempt | None = None
        self._told: Fault | None = None
        self._last = Unavailable(_NOBODY_LEFT, remedy=LATER)
        self._used: dict[Direction, Name] = {}
        self._limited: dict[Direction, float] = {}
        self._why = _YOUR_OWN_SERVER if own else _CHOSEN if PROVIDER.of(options) != "auto" else Text()
        self._passed: list[Text] = []
        self._plot = Plot(context, Direction.DOWN.value, lambda: self.meter.received)
        responder = RESPONDER.of(options)
        self.under_load = UnderLoad(responder or beside(own), beside=bool(own) and not responder)
        if mode is not Mode.FULL:
            self.under_load.give_up(_NOT_FULL[mode], _FULL)
        elif not all(isinstance(attempt.provider, NativeProvider) for attempt in self._left):
            self.under_load.start()

    @property
    def used(self) -> Text:
        """Which providers measured, and why they and no others, in a sentence; nothing for none."""
        names = dict.fromkeys(self._used.values())
        if not names:
            return Text()
        each = (_ONE_WAY[way](provider=name) for way, name in self._used.items())
        who = row(*each) if len(names) > 1 else row(*names)
        why = self._why or (Text() if self._passed else _FIRST_CHOICE)
        used = _USED_WHY(who=who, why=also(why, self.passed)) if why else _USED(who=also(who, self.passed))
        return sentences(used, said_of_server(self._limited.values()))

    @property
    def passed(self) -> Text:
        """Who was passed over, and why; nothing where nobody was."""
        return _PASSED(who=row(*self._passed)) if self._passed else Text()

    def measure(self, direction: Direction) -> Result:
        """Measures one direction, with the next provider where one breaks off.

        Raises:
            Unavailable: None could measure it.
        """
        if direction is Direction.UP:
            self._plot = Plot(self._context, direction.value, lambda: self.meter.sent)
        while True:
            attempt = self._attempt = self._attempt or self._find()
            try:
                return self._transfer(attempt, direction)
            except Unavailable as gap:
                self._last = gap
                if attempt.own or not self._left or self._context.concluded or self._spent:
                    raise
                self._pass_over(attempt, gap)
                self._attempt = None

    @property
    def _spent(self) -> bool:
        """Whether another try at a direction would take more data than the person was told."""
        return self._metered and self.meter.received + self.meter.sent > self._before + _HARDLY_ANY

    def _find(self) -> Attempt:
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

    def _transfer(self, attempt: Attempt, direction: Direction) -> Result:
        """One direction with one provider."""
        stage_text, begins, ends = _STAGES[direction]
        native = isinstance(attempt.provider, NativeProvider)
        limit = self._seconds + (GRACE_SECONDS if native else _LOAD_GRACE_SECONDS)
        if native:
            self.under_load.skip(direction, _NOT_TOLD(provider=_name(attempt)), _OURS)
        else:
            self.under_load.settle(self._context, self._tick)
            self.under_load.begin(direction)
            attempt.least_seconds = max(LEAST_SECONDS, self.under_load.enough_seconds())
        self._before = self.meter.received + self.meter.sent
        self._plot.begin()
        stage = Stage(stage_text, begins, ends, self._seconds, limit)
        try:
            found = conduct(self._context, attempt, lambda: attempt.transfer(direction), self._tick, stage)
        finally:
            self.under_load.end(direction, Window(*attempt.window) if attempt.window else None)
        self._used[direction] = _name(attempt)
        if native:
            found = _widened(found, self._plot)
        share = self._limited[direction] = attempt.limited(direction, found)
        if share > BRIEFLY:
            return self._never_full(limited(found, share), direction)
        return found if native else _also(found, self._held(attempt, direction).value, self.passed)

    def _never_full(self, found: Result, direction: Direction) -> Result:
        """A result that the server held back, and with it what was to be told of the full line."""
        self.under_load.end(direction, None)
        self.under_load.skip(direction, _NEVER_FULL, found.surer)
        return _also(found, self.passed)

    def _held(self, attempt: Attempt, direction: Direction) -> Held:
        """What set a download's number, as far as the round trip meanwhile tells; an upload's is known already."""
        risen = self.under_load.risen(direction)
        if direction is Direction.UP or risen is None:
            return Held.LINE
        loaded = risen.latency.value
        return held_receiving(attempt.flows, loaded - risen.increase.value, loaded)

    def _tick(self) -> None:
        """Adds to the live series."""
        self._plot.sample()
        self.under_load.sample(self._context)

    def _pass_over(self, attempt: Attempt, gap: Unavailable) -> None:
        said = _PASSED_ONE(provider=_name(attempt), why=attempt.passed or _FAILED)
        self._passed.append(said)
        self._context.log(f"Passed over: {said.words}. {gap.reason.words} {gap.detail}")


def _name(attempt: Attempt) -> Name:
    """What the provider is called."""
    return Name(attempt.provider.title, Privacy.PUBLIC)


def _also(found: Result, *said: Text) -> Result:
    """A result of which more is said."""
    return found._replace(method=also(found.method, *said))


def _widened(found: Result, plot: Plot) -> Result:
    """A provider's own number, with an interval: what our sockets moved, and how unsteady that was."""
    half = mean_half_width(plot.batches)
    low, high = min(found.rate, plot.mean) - half, max(found.rate, plot.mean) + half
    return found._replace(low=max(low, 0.0), high=high, samples=len(plot.batches) or None)
