"""`deskready show`: a saved audit, judged by its own profile or another."""

from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from deskready.cli.found import installed
from deskready.cli.narration import say
from deskready.cli.result import hand_over
from deskready.core.audit.record import Audit
from deskready.core.audit.restore import judgement_of
from deskready.core.declare.metric import Metric
from deskready.core.profile.profile import Profile
from deskready.core.words.wording import READINESS_WORD
from deskready.desk.saving import plan
from deskready.formats.registry import format_named
from deskready.store import audit_file


class Request(NamedTuple):
    """What to show, and how."""

    file: Path
    profile: str | None = None
    format: str = "text"
    save: tuple[Path, ...] = ()
    force: bool = False
    include_identity: bool = False


def run(request: Request) -> int:
    """Prints the audit, saves it where that is asked for, and ends by its readiness.

    Raises:
        UsageError: The file, the profile, the format or a file to save to cannot be used.
    """
    form = format_named(request.format)
    targets = plan(request.save, force=request.force)
    saved = audit_file.read(request.file)
    profile = saved.profile if request.profile is None else _profile(request.profile, saved)
    audit = judged(saved, profile)
    if request.profile is None and audit.readiness is not saved.readiness:
        told, found = (READINESS_WORD[each.readiness] for each in (saved, audit))
        say(f"deskready: the file says “{told}”; what it holds is judged as “{found}”.")
    return hand_over(audit, form, targets, force=request.force, include_identity=request.include_identity)


def judged(audit: Audit, profile: Profile) -> Audit:
    """The audit as that profile judges it. Nothing that the file says of its own verdicts is believed."""
    found = judgement_of(audit, profile)
    return structs.replace(
        audit, profile=profile, profile_hash=profile.hash, readiness=found.readiness, partial=found.partial,
        verdicts=found.verdicts,
    )  # fmt: skip


def _profile(name: str, audit: Audit) -> Profile:
    """The profile asked for; a metric that no check installed here declares is taken as the audit declares it."""
    from deskready.desk.installed import metrics_of
    from deskready.store.profiles import find_profile

    declared: dict[str, Metric] = {metric.id: metric for record in audit.checks for metric in record.metrics}
    return find_profile(name, declared | dict(metrics_of(installed().catalogue())))
