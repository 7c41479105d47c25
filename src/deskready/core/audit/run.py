"""A run of a check: how it ended, and all that it told."""

from msgspec import Struct, structs

from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.audit.series import Series
from deskready.core.declare.cause import Cause
from deskready.core.declare.metric import Gap, Measurement
from deskready.core.declare.option import Chosen
from deskready.core.words.text import NOTHING, Text


class Run(Struct, frozen=True):
    """One run of a check, while it goes on or when it has ended."""

    outcome: Outcome = Outcome.NOT_RUN
    """How it ended; `NOT_RUN` while it goes on."""
    started: str = ""
    """When it was begun, as RFC 3339 with offset."""
    finished: str = ""
    """When it ended, as RFC 3339 with offset."""
    seconds: float = 0.0
    """How long it took, waiting for answers not counted."""
    failure: Failure | None = None
    """What went wrong, where the outcome is `FAILED`."""
    reason: Text = NOTHING
    """Why nothing was measured, in one sentence."""
    remedy: Text = NOTHING
    """What to do about it."""
    options: dict[str, Chosen] = {}
    """Its options, and who chose each."""
    measurements: tuple[Measurement, ...] = ()
    gaps: tuple[Gap, ...] = ()
    """Metrics that could not be measured, though others were."""
    log: str = ""
    """The tail of what the check printed and logged; personal. Kept of a check's last run only."""
    series: tuple[Series, ...] = ()
    """What it plotted. Kept of a check's last run only."""
    notes: tuple[Text, ...] = ()
    """What else is to be known of it, each in a sentence: what its check left behind, what of it was not kept."""
    cause: Cause | None = None
    """The fault behind `reason`, where other checks may meet it, too."""

    def measurement(self, metric_id: str) -> Measurement | None:
        """Its measurement of that metric."""
        return next((found for found in self.measurements if found.metric == metric_id), None)

    def gap(self, metric_id: str) -> Gap | None:
        """Why it has none of that metric, where it said so."""
        return next((found for found in self.gaps if found.metric == metric_id), None)

    def noted(self, note: Text) -> "Run":
        """It with something more that is to be known of it; what is known twice stands once."""
        return self if note in self.notes else structs.replace(self, notes=(*self.notes, note))
