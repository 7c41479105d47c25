"""The check of the computer's processor."""

import time
from collections.abc import Iterator

from deskready.plugin import Better, Check, Context, Gap, Kind, Measurement, Metric, Option, Privacy, Unit, Use
from deskready_checks.computer.processor.clock import read_clock
from deskready_checks.computer.processor.cores import core_limit
from deskready_checks.computer.processor.load import Load, watch
from deskready_checks.computer.processor.model import processor_model
from deskready_checks.system.told import told
from deskready_checks.system.unread import AGAIN

_STEP_SECONDS = 0.05
#: With less the share of a single clock tick would be larger than most loads.
_SHORTEST_SECONDS = 0.2
SECONDS = Option("seconds", 1.0, "For how many seconds the load is watched.", minimum=_SHORTEST_SECONDS, maximum=10.0)
"""How long the load is watched."""
_TOP = 3
#: Percent of the machine below which a program does not load it.
_NOTICEABLE = 0.5
_SILENT = "This system does not tell how busy the processor is."


class Processor(Check):
    """How fast this computer's processor is, and how busy it is before any work starts."""

    id = "computer.processor"
    title = "Processor"
    why = (
        "The call program, the browser and the virus scanner share the processor; "
        "when it is busy, voices break up and screens answer late."
    )
    uses = frozenset({Use.MACHINE})
    typical_seconds = 1.3
    limit_seconds = 30.0  # the longest `seconds` twice over, and a slow machine's lists of processes
    cores = Metric("computer.cores", "Processor cores", Unit.NONE, Better.HIGHER)
    physical = Metric("computer.cores.physical", "Physical cores", Unit.NONE, Better.HIGHER)
    clock = Metric("computer.clock", "Processor clock", Unit.MEGAHERTZ, Better.HIGHER)
    load = Metric("computer.load", "Processor load", Unit.PERCENT, Better.LOWER)
    top = Metric("computer.load.top", "Busiest programs", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
    model = Metric("computer.processor.model", "Processor model", kind=Kind.TEXT)
    metrics = (cores, physical, clock, load, top, model)
    remedies = {
        cores: "Use a computer whose processor has more cores. Where this program may use only some of them, "
        "ask whoever looks after this computer to allow more.",
        physical: "Use a computer whose processor has more cores.",
        clock: "Plug in the charger and switch battery saving off, then measure again; "
        "if the clock stays low, use a faster computer.",
        load: "Close programs that you do not need for work, let updates and virus scans finish, and measure again.",
    }
    options = (SECONDS,)

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Watches the load first, before anything else stirs the machine, and then asks the system for the rest."""
        import psutil

        found = _watch(context)
        yield told(context, self.cores, "how many cores there are", self._usable_cores)
        yield told(
            context, self.physical, "how many physical cores there are", lambda: psutil.cpu_count(logical=False) or None
        )
        yield told(context, self.clock, "the processor's clock", self._clock)
        yield from self._load(found)
        yield told(context, self.model, "the processor's model", processor_model)

    def _usable_cores(self) -> Measurement | None:
        import psutil

        logical = psutil.cpu_count()
        if not logical:
            return None
        usable = core_limit(logical)
        method = f"{usable:g} of the machine's {logical} logical cores" if usable < logical else "logical cores"
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
        method = f"all cores over {found.seconds:.1f} s, without this program"
        yield self.load.measured(found.percent, low=found.low, high=found.high, samples=1, method=method)
        busiest = [f"{name} {percent:.0f} %" for name, percent in found.top[:_TOP] if percent >= _NOTICEABLE]
        yield self.top.measured(", ".join(busiest) or "none", method="share of all cores, programs that may be seen")


def _watch(context: Context) -> Load | None:
    """The load over the seconds asked for, or fewer when somebody asked to end early; None where nobody tells it."""
    seconds = SECONDS.of(context.options)

    def wait() -> None:
        begun = time.monotonic()
        while (passed := time.monotonic() - begun) < seconds:
            if context.concluded and passed >= _SHORTEST_SECONDS:
                return
            context.progress(passed / seconds, "Watching how busy the computer is")
            time.sleep(min(_STEP_SECONDS, seconds - passed))

    try:
        return watch(wait)
    except OSError as error:
        context.log(f"The processor's counters cannot be read: {error}")
        return None
