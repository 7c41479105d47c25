"""The check of how long this computer has run."""

import time
from collections.abc import Iterator

from deskready.plugin import Better, Check, Context, Gap, Measurement, Metric, Unit, text
from deskready_checks.system.told import told

_STARTED = text("computer.uptime.what", "when it was started")


class Uptime(Check):
    """How long this computer has run since it was started."""

    id = "computer.uptime"
    title = text("computer.uptime.title", "Running time")
    why = text(
        "computer.uptime.why",
        "After weeks without a restart updates wait, and programs hold memory that they no longer use.",
    )
    about = text("computer.uptime.about", "How long this computer has run since it was started.")
    default = False
    typical_seconds = 0.2
    limit_seconds = 10.0
    uptime = Metric("computer.uptime", text("computer.uptime.label", "Time since the start"), Unit.SECOND, Better.LOWER)
    metrics = (uptime,)
    remedies = {
        uptime: text(
            "computer.uptime.remedy",
            "Restart the computer before you work; on Windows choose Restart, for Shut down is not enough.",
        ),
    }

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Asks the system once."""
        yield told(context, self.uptime, _STARTED, seconds_since_start)


def seconds_since_start() -> int | None:
    """Whole seconds, or None where the clock was set to before the start since then."""
    import psutil

    seconds = int(time.time() - psutil.boot_time())
    return seconds if seconds >= 0 else None
