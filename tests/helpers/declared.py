"""Small declarations for tests of the core: metrics, checks, profiles, runs."""

from deskready.core.audit.outcome import Outcome
from deskready.core.audit.run import Run
from deskready.core.declare.check_info import CheckInfo, Origin
from deskready.core.declare.metric import Better, Gap, Kind, Measurement, Metric
from deskready.core.declare.option import Option
from deskready.core.declare.policy import Policy
from deskready.core.declare.unit import Unit, Value
from deskready.core.profile.profile import Profile
from deskready.core.profile.requirement import Requirement
from deskready.core.words.text import Text

DOWNLOAD = Metric("internet.download", "Download", Unit.MBIT_S, Better.HIGHER)
LATENCY = Metric("internet.latency", "Latency", Unit.MILLISECOND, Better.LOWER)
MEMORY = Metric("computer.memory", "Memory", Unit.BYTE, Better.HIGHER)
PEAK = Metric("sound.noise.peak", "Peak", Unit.DBFS)
LINK = Metric("internet.link", "Link", kind=Kind.TEXT)
VPN = Metric("internet.vpn", "VPN", kind=Kind.FLAG)
METRICS = {metric.id: metric for metric in (DOWNLOAD, LATENCY, MEMORY, PEAK, LINK, VPN)}
POLICY = Policy(
    "acme", "May the test use servers of Acme?", "Acme publishes your address.", "https://acme.example/policy"
)


def check_info(
    check_id: str = "internet.speed",
    metrics: tuple[Metric, ...] = (DOWNLOAD,),
    *,
    default: bool = True,
    remedies: dict[str, str] | None = None,
    options: tuple[Option[Value], ...] = (),
) -> CheckInfo:
    """A check's declaration."""
    return CheckInfo(
        id=check_id,
        title=Text(check_id.rpartition(".")[2].capitalize()),
        summary=Text(),
        why=Text("It matters."),
        uses=frozenset(),
        consent=frozenset(),
        default=default,
        typical_seconds=1.0,
        limit_seconds=60.0,
        limit_memory=1,
        metrics=metrics,
        remedies={metric: Text(remedy) for metric, remedy in (remedies or {}).items()},
        options=options,
        origin=Origin(check_id, "module:Check", "package", "1.2"),
    )


def profile(*lines: Requirement) -> Profile:
    """A profile with these lines."""
    return Profile("test", "Test", "Tests", "Nowhere", "2026-01-31", requirements=lines)


def run(
    *measurements: Measurement, outcome: Outcome = Outcome.MEASURED, gaps: tuple[Gap, ...] = (), reason: str = ""
) -> Run:
    """An ended run."""
    return Run(
        outcome,
        finished="2026-01-31T12:00:00+01:00",
        seconds=1.5,
        reason=Text(reason),
        measurements=measurements,
        gaps=gaps,
    )
