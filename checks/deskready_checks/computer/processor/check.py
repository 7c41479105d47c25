"""The check of the computer's processor."""

import time
from collections.abc import Iterator

from deskready.plugin import (
    Better,
    Check,
    Context,
    Gap,
    Kind,
    Measurement,
    Metric,
    Name,
    Option,
    Privacy,
    Quantity,
    Unit,
    Use,
    counted,
    message,
    row,
    text,
)
from deskready_checks.computer.processor.clock import read_clock
from deskready_checks.computer.processor.cores import core_limit
from deskready_checks.computer.processor.load import Load, watch
from deskready_checks.computer.processor.model import processor_model
from deskready_checks.system.told import told
from deskready_checks.system.unread import AGAIN, Unread

_STEP_SECONDS = 0.05
#: With less the share of a single clock tick would be larger than most loads.
_SHORTEST_SECONDS = 0.2
SECONDS = Option(
    "seconds",
    1.0,
    text("computer.processor.option.seconds", "For how many seconds the load is watched."),
    minimum=_SHORTEST_SECONDS,
    maximum=10.0,
)
"""How long the load is watched."""
_TOP = 3
#: Percent of the machine below which a program does not load it.
_NOTICEABLE = 0.5
_SILENT = text("computer.processor.silent", "This system does not tell how busy the processor is.")
_WATCHING = text("computer.processor.watching", "Watching how busy the computer is")
_CORES = text("computer.cores.what", "how many cores there are")
_PHYSICAL = text("computer.cores.physical.what", "how many physical cores there are")
_CLOCK = text("computer.clock.what", "the processor's clock")
_MODEL = text("computer.processor.model.what", "the processor's model")
_SOME = counted(
    "computer.cores.some",
    "{usable} of the machine's {count} logical core",
    "{usable} of the machine's {count} logical cores",
)
_ALL = text("computer.cores.all", "logical cores")
_OVER = message("computer.load.method", "all cores over {time}, without this program")
_PROGRAM = message("computer.load.top.program", "{name} {share}")
_NONE = text("computer.load.top.none", "none")
_SHARE = text("computer.load.top.method", "share of all cores, programs that may be seen")


class Processor(Check):
    """How fast this computer's processor is, and how busy it is before any work starts."""

    id = "computer.processor"
    title = text("computer.processor.title", "Processor")
    why = text(
        "computer.processor.why",
        "The call program, the browser and the virus scanner share the processor; "
        "when it is busy, voices break up and screens answer late.",
    )
    about = text(
        "computer.processor.about",
        "How fast this computer's processor is, and how busy it is before any work starts.",
    )
    uses = frozenset({Use.MACHINE})
    typical_seconds = 1.3
    limit_seconds = 30.0  # the longest `seconds` twice over, and a slow machine's lists of processes
    cores = Metric("computer.cores", text("computer.cores.label", "Processor cores"), Unit.NONE, Better.HIGHER)
    physical = Metric(
        "computer.cores.physical", text("computer.cores.physical.label", "Physical cores"), Unit.NONE, Better.HIGHER
    )
    clock = Metric("computer.clock", text("computer.clock.label", "Processor clock"), Unit.MEGAHERTZ, Better.HIGHER)
    load = Metric("computer.load", text("computer.load.label", "Processor load"), Unit.PERCENT, Better.LOWER)
    top = Metric(
        "computer.load.top",
        text("computer.load.top.label", "Busiest programs"),
        kind=Kind.TEXT,
        privacy=Privacy.PERSONAL,
    )
    model = Metric(
        "computer.processor.model", text("computer.processor.model.label", "Processor model"), kind=Kind.TEXT
    )
    metrics = (cores, physical, clock, load, top, model)
    remedies = {
        cores: text(
            "computer.cores.remedy",
            "Use a computer whose processor has more cores. Where this program may use only some of them, "
            "ask whoever looks after this computer to allow more.",
        ),
        physical: text("computer.cores.physical.remedy", "Use a computer whose processor has more cores."),
        clock: text(
            "computer.clock.remedy",
            "Plug in the charger and switch battery saving off, then measure again; "
            "if the clock stays low, use a faster computer.",
        ),
        load: text(
            "computer.load.remedy",
            "Close programs that you do not need for work, let updates and virus scans finish, and measure again.",
        ),
    }
    options = (SECONDS,)

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Watches the load first, before anything else stirs the machine, and then asks the system for the rest."""
        import psutil

        found = _watch(context)
        yield told(context, self.cores, _CORES, self._usable_cores)
        yield told(context, self.physical, _PHYSICAL, lambda: psutil.cpu_count(logical=False) or None)
        yield told(context, self.clock, _CLOCK, self._clock)
        yield from self._load(found)
        yield told(context, self.model, _MODEL, processor_model)

    def _usable_cores(self) -> Measurement | None:
        import psutil

        logical = psutil.cpu_count()
        if not logical:
            return None
        usable = core_limit(logical)
        method = _SOME(usable=Quantity(usable), count=logical) if usable < logical else _ALL
        return self.cores.measured(int(usable) if usable == int(usable) else usable, method=method)

    def _clock(self) -> Measurement | None:
        found = read_clock()
        if found is None:
            return None
        low = None if found.high is None else found.mhz
        return self.clock.measured(found.mhz, low=low, high=found.high, method=found.method)

    def _load(self, found: Load | None) -> Iterator[Measurement | Gap]:
        if found is None:
            yield self.load.unavailable(_SILENT, remedy=AGAIN)
            yield self.top.unavailable(_SILENT, remedy=AGAIN)
            return
        method = _OVER(time=Quantity(found.seconds, Unit.SECOND, digits=1))
        yield self.load.measured(found.percent, low=found.low, high=found.high, samples=1, method=method)
        busiest = [
            _PROGRAM(name=Name(name), share=Quantity(percent, Unit.PERCENT, digits=0))
            for name, percent in found.top[:_TOP]
            if percent >= _NOTICEABLE
        ]
        yield self.top.measured(row(*busiest) if busiest else _NONE, method=_SHARE)


def _watch(context: Context) -> Load | None:
    """The load over the seconds asked for, or fewer when somebody asked to end early; None where nobody tells it."""
    seconds = SECONDS.of(context.options)

    def wait() -> None:
        begun = time.monotonic()
        while (passed := time.monotonic() - begun) < seconds:
            if context.concluded and passed >= _SHORTEST_SECONDS:
                return
            context.progress(passed / seconds, _WATCHING)
            time.sleep(min(_STEP_SECONDS, seconds - passed))

    try:
        return watch(wait)
    except Unread as silence:
        context.log(f"The processor's counters cannot be read: {silence.detail}")
        return None
