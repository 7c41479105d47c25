"""One run of the speed check: each direction is measured, with the next provider where one breaks off."""

from deskready.plugin import Context, Text, Unavailable, message, text
from deskready_checks.internet.load.course import LEAST_SECONDS
from deskready_checks.internet.load.engine import Loaded
from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.load.limits import STEADY, Held, held_receiving, is_full
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.load.mode import Mode
from deskready_checks.internet.load.result import BRIEFLY, Result, limited
from deskready_checks.internet.probe.advice import also
from deskready_checks.internet.probe.interval import mean_half_width
from deskready_checks.internet.providers.attempt import Attempt
from deskready_checks.internet.providers.choice import providers
from deskready_checks.internet.providers.interface import NativeProvider
from deskready_checks.internet.speed.conduct import Stage, conduct
from deskready_checks.internet.speed.metrics import DOWNLOAD, UPLOAD
from deskready_checks.internet.speed.options import MLAB_CONSENT, PROVIDER, RESPONDER, SECONDS
from deskready_checks.internet.speed.patience import GRACE_SECONDS
from deskready_checks.internet.speed.plot import Plot
from deskready_checks.internet.speed.search import Search
from deskready_checks.internet.speed.spending import mode_for, needs_of
from deskready_checks.internet.speed.under_load import UnderLoad, Window, beside
from deskready_checks.internet.speed.who import Who, name_of

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
_HARDLY_ANY = 500_000
"""Bytes of a transfer that broke off at once."""
_STAGES = {
    Direction.DOWN: (text("internet.speed.downloading", "Downloading"), 0.1, 0.55),
    Direction.UP: (text("internet.speed.uploading", "Uploading"), 0.55, 1.0),
}
_NEVER_FULL = text("internet.speed.never-full", "The server was the limit, so that the line was not full.")
_NOT_TOLD = message("internet.speed.not-told", "{provider} does not tell when it filled the line.")
_YOUR_OWN_SERVER = text("internet.speed.your-own-server", "your own server")
_CHOSEN = text("internet.speed.chosen", "as chosen")


class SpeedRun:
    """Measures both directions, the download first.

    Args:
        context: The check's.
        own: URL of the person's own server, or "".

    Attributes:
        meter: What all sockets moved.
        who: Who measured, and who was passed over.
        under_load: Probes the line meanwhile.

    Raises:
        Unavailable: The options contradict each other, or the person does not want to spend the data.
    """

    def __init__(self, context: Context, own: str) -> None:
        self.meter = Meter()
        self._context = context
        options = context.options
        self._seconds = SECONDS.of(options)
        mode = mode_for(context, own)
        needs = needs_of(options)
        self._metered = mode is Mode.METERED
        self._before = 0
        attempts = [
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
        self.who = Who(_YOUR_OWN_SERVER if own else _CHOSEN if PROVIDER.of(options) != "auto" else Text())
        self._search = Search(context, attempts, self.who, self._tick)
        self._attempt: Attempt | None = None
        self._plot = Plot(context, Direction.DOWN.value, DOWNLOAD.label, lambda: self.meter.received)
        responder = RESPONDER.of(options)
        self.under_load = UnderLoad(responder or beside(own), beside=bool(own) and not responder)
        if mode is not Mode.FULL:
            self.under_load.give_up(_NOT_FULL[mode], _FULL)
        elif not all(isinstance(attempt.provider, NativeProvider) for attempt in attempts):
            self.under_load.start()

    @property
    def server(self) -> str | None:
        """The servers that were found; None before there is one."""
        return self._search.server

    def measure(self, direction: Direction) -> Result:
        """Measures one direction, with the next provider where one breaks off.

        Raises:
            Unavailable: None could measure it.
        """
        if direction is Direction.UP:
            self._plot = Plot(self._context, direction.value, UPLOAD.label, lambda: self.meter.sent)
        while True:
            attempt = self._attempt = self._attempt or self._search.find()
            try:
                return self._transfer(attempt, direction)
            except Unavailable as gap:
                if self._spent or not self._search.goes_on_after(attempt, gap):
                    raise
                self._attempt = None

    @property
    def _spent(self) -> bool:
        """Whether another try at a direction would take more data than the person was told."""
        return self._metered and self.meter.received + self.meter.sent > self._before + _HARDLY_ANY

    def _transfer(self, attempt: Attempt, direction: Direction) -> Result:
        """One direction with one provider."""
        stage_text, begins, ends = _STAGES[direction]
        native = isinstance(attempt.provider, NativeProvider)
        limit = self._seconds + (GRACE_SECONDS if native else _LOAD_GRACE_SECONDS)
        if native:
            self.under_load.skip(direction, _NOT_TOLD(provider=name_of(attempt)), _OURS)
        else:
            self.under_load.settle(self._context, self._tick)
            self.under_load.begin(direction)
            attempt.least_seconds = lambda rate: max(LEAST_SECONDS, self.under_load.enough_seconds(rate))
        self._before = self.meter.received + self.meter.sent
        self._plot.begin()
        stage = Stage(stage_text, begins, ends, self._seconds, limit)
        try:
            found = conduct(self._context, attempt, lambda: attempt.transfer(direction), self._tick, stage)
        finally:
            window = attempt.loaded.window if attempt.loaded else None
            self.under_load.end(direction, Window(*window) if window else None)
        self.who.measured(direction, attempt)
        if native:
            found = _widened(found, self._plot)
        share = attempt.limited(direction, found)
        self.who.limit(direction, share)
        if share > BRIEFLY:
            return self._never_full(limited(found, share), direction)
        if attempt.loaded is None:
            return found
        found = _also(found, self._held(attempt.loaded, direction).value, self.who.passed)
        found = found.beside(self.under_load.spent_mbit(direction))
        kept_up = attempt.loaded.course.kept_up
        if kept_up < STEADY or attempt.loaded.held is Held.COMPUTER:
            self._context.log(f"Readings on time: {kept_up:.0%}.")
            self.under_load.distrust(direction)
        return found

    def _never_full(self, found: Result, direction: Direction) -> Result:
        """A result that the server held back, and with it what was to be told of the full line."""
        self.under_load.end(direction, None)
        self.under_load.skip(direction, _NEVER_FULL, found.surer)
        return _also(found, self.who.passed)

    def _held(self, loaded: Loaded, direction: Direction) -> Held:
        """What set the number, as far as its connections and the round trip meanwhile tell."""
        risen = self.under_load.risen(direction)
        if risen is None:
            return loaded.held
        latency = risen.latency.value
        idle = latency - risen.increase.value
        if loaded.held is Held.LINE and direction is Direction.DOWN and not loaded.pace:
            return held_receiving(loaded.flows, idle, latency)
        return Held.LINE if loaded.held is Held.LOSS and is_full(idle, latency) else loaded.held

    def _tick(self) -> None:
        """Adds to the live series."""
        self._plot.sample()
        self.under_load.suit(self._plot.mean)
        self.under_load.sample(self._context)


def _also(found: Result, *said: Text) -> Result:
    """A result of which more is said."""
    return found._replace(method=also(found.method, *said))


def _widened(found: Result, plot: Plot) -> Result:
    """A provider's own number, with an interval: what our sockets moved, and how unsteady that was."""
    half = mean_half_width(plot.batches)
    low, high = min(found.rate, plot.mean) - half, max(found.rate, plot.mean) + half
    return found._replace(low=max(low, 0.0), high=high, samples=len(plot.batches) or None)
