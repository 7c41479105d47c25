"""A full-screen program whose checks are replayed, for tests of the screens."""

from collections.abc import Sequence

from deskready.core.audit.event import Event, Measured, Progress, Started
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.clock import now
from deskready.core.declare.catalogue import Catalogue
from deskready.core.declare.check_info import CheckInfo, Origin, Problem
from deskready.core.declare.consent import Consent
from deskready.core.declare.metric import Better, Metric
from deskready.core.declare.unit import Unit, Value
from deskready.core.declare.use import Use
from deskready.core.words.text import Text, text_of
from deskready.desk.installed import Installed
from deskready.testing.replay import ReplayExecutor
from deskready.tui.app import DeskreadyApp
from deskready.tui.flows.opening import Request
from helpers.runs import ended

Script = Sequence[Event | float]


class Shelf(Installed):
    """An `Installed` that was told what there is."""

    def __init__(self, checks: Sequence[CheckInfo], problems: Sequence[Problem] = ()) -> None:
        self._told = Catalogue(tuple(checks), tuple(problems))

    @property
    def ready(self) -> bool:
        return True

    def catalogue(self) -> Catalogue:
        return self._told


def info(
    check_id: str,
    *metrics: Metric,
    title: str = "",
    uses: frozenset[Use] = frozenset(),
    consent: frozenset[Consent] = frozenset(),
    why: str = "Because calls need it.",
) -> CheckInfo:
    """A check's declaration."""
    return CheckInfo(
        id=check_id,
        title=Text(title or check_id.rpartition(".")[2].capitalize()),
        summary=Text(f"Looks at {check_id}."),
        why=Text(why),
        uses=uses,
        consent=consent,
        default=True,
        typical_seconds=1.0,
        limit_seconds=60.0,
        limit_memory=512 * 1024**2,
        metrics=metrics or (Metric(f"{check_id}.value", "Value", Unit.MILLISECOND, Better.LOWER),),
        remedies={metric.id: Text(f"Improve {text_of(metric.label).words.lower()}.") for metric in metrics},
        options=(),
        origin=Origin(check_id, "nowhere:Nothing", "deskready", "1.0"),
    )


def measured(check: CheckInfo, *values: Value, seconds: float = 1.0) -> list[Event]:
    """A run that measures its metrics in order."""
    found = [Measured(metric.measured(value)) for metric, value in zip(check.metrics, values, strict=False)]
    return [Started(60.0), Progress(0.5, Text("Halfway")), *found, ended(Outcome.MEASURED, seconds, finished=now())]


def failed(failure: Failure = Failure.CRASH, reason: str = "The check crashed.", log: str = "") -> list[Event]:
    """A run that fails."""
    return [Started(60.0), ended(Outcome.FAILED, 1.0, failure, reason, "Run it again.", log, now())]


def going_on(*events: Event | float) -> list[Event | float]:
    """A run that never ends by itself."""
    return [Started(60.0), *events]


class Desk(DeskreadyApp):
    """The program with replayed checks.

    Attributes:
        replay: The executor; its scripts can be changed between runs.
    """

    def __init__(
        self,
        scripts: Sequence[tuple[CheckInfo, Script]],
        request: Request | None = None,
        problems: Sequence[Problem] = (),
    ) -> None:
        self.replay = ReplayExecutor({check.id: script for check, script in scripts})
        super().__init__(Shelf([check for check, _ in scripts], problems), request, lambda: self.replay)
