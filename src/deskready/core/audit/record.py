"""The saved audit: the record of one audit as it stands in its JSON file. Schema 1.

Fields are only ever added within a schema number. Readers ignore fields they do not know.
"""

from msgspec import Struct

from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.declare.metric import Gap, Measurement, Metric
from deskready.core.declare.option import Chosen
from deskready.core.judge.verdict import Readiness, Verdict
from deskready.core.profile.profile import Profile

SCHEMA = 1
"""The schema number that this program writes."""


class Tool(Struct, frozen=True):
    """The program that made the record."""

    name: str
    version: str


class Machine(Struct, frozen=True):
    """The computer, as far as it helps a diagnosis."""

    os: str = ""
    """Operating system and its version."""
    architecture: str = ""
    """Processor architecture."""
    python: str = ""
    """Version of Python."""
    mark: str = ""
    """Keyed hash of the audit's id under this machine's random id: only this machine can recognise it."""


class Series(Struct, frozen=True):
    """A plot's points."""

    name: str
    unit: str
    t: tuple[float, ...]
    """Seconds since the run began, or places in `along`."""
    v: tuple[float, ...]
    """Values in `unit`, one for each of `t`."""
    thinned: bool = False
    """Points were left out, evenly, because there were more than 20,000."""
    along: str = ""
    """Unit of `t` where it is no time, such as Hz for a spectrum."""


class Attempt(Struct, frozen=True):
    """One ended run of a check."""

    outcome: Outcome
    finished: str
    """RFC 3339 with offset."""
    seconds: float
    failure: Failure | None
    reason: str
    remedy: str
    options: dict[str, Chosen]
    measurements: tuple[Measurement, ...]
    gaps: tuple[Gap, ...]


class CheckRecord(Struct, frozen=True):
    """One check's declaration, as far as the record needs it, and its last run."""

    id: str
    title: str
    why: str
    version: str
    """Version of the package that the check came from."""
    outcome: Outcome
    finished: str
    """RFC 3339 with offset, or "" where it did not run."""
    seconds: float
    failure: Failure | None
    reason: str
    remedy: str
    options: dict[str, Chosen]
    attempts: tuple[Attempt, ...]
    """Earlier runs, oldest first."""
    measurements: tuple[Measurement, ...]
    gaps: tuple[Gap, ...]
    remedies: dict[str, str]
    """What to do where a metric does not meet its requirement, by metric id."""
    metrics: tuple[Metric, ...]
    """Every metric that the check can measure."""
    series: tuple[Series, ...]
    log: str
    """The tail of its log; personal."""


class Audit(Struct, frozen=True):
    """One audit."""

    schema: int
    tool: Tool
    id: str
    """Random, unique."""
    started: str
    """RFC 3339 with offset."""
    finished: str
    """When the last run ended, as RFC 3339 with offset, or "" while it runs and where nothing has."""
    machine: Machine
    profile: Profile
    profile_hash: str
    """SHA-256 of the profile."""
    readiness: Readiness
    partial: bool
    """Not everything that the profile needs was run."""
    checks: tuple[CheckRecord, ...]
    verdicts: tuple[Verdict, ...]
