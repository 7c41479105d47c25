"""The saved audit: the record of one audit as it stands in its JSON file. Schema 1.

Fields are only ever added within a schema number. Readers ignore fields they do not know.
"""

from msgspec import Struct

from deskready.core.audit.outcome import Outcome
from deskready.core.audit.run import Run
from deskready.core.declare.metric import Metric
from deskready.core.judge.causes import Story
from deskready.core.judge.verdict import Readiness, Verdict
from deskready.core.profile.profile import Profile
from deskready.core.words.text import Text

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


class CheckRecord(Struct, frozen=True):
    """One check's declaration, as far as the record needs it, and its runs."""

    id: str
    title: Text
    why: Text
    version: str
    """Version of the package that the check came from."""
    remedies: dict[str, Text]
    """What to do where a metric does not meet its requirement, by metric id."""
    metrics: tuple[Metric, ...]
    """Every metric that the check can measure."""
    runs: tuple[Run, ...]
    """Its ended runs, oldest first; the last counts. Empty where it was not run."""

    @property
    def last(self) -> Run:
        """The run that counts; one that was not run where there is none."""
        return self.runs[-1] if self.runs else Run()

    @property
    def outcome(self) -> Outcome:
        """How that run ended."""
        return self.last.outcome


class Audit(Struct, frozen=True):
    """One audit."""

    schema: int
    tool: Tool
    id: str
    """Random, unique."""
    started: str
    """RFC 3339 with offset."""
    finished: str
    """When the last run ended, as RFC 3339 with offset, or "" while it runs or where it was broken off."""
    machine: Machine
    profile: Profile
    profile_hash: str
    """SHA-256 of the profile."""
    readiness: Readiness
    partial: bool
    """Not everything that the profile needs was run."""
    checks: tuple[CheckRecord, ...]
    verdicts: tuple[Verdict, ...]
    notes: tuple[Text, ...] = ()
    """What is to be known of the whole: that the computer's clock was set meanwhile, or that it slept."""
    causes: tuple[Story, ...] = ()
    """The faults behind what was found, and what hangs on each; the one on which most hangs first."""
