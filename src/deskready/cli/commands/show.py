"""`deskready show`: a saved audit, judged by its own profile or another."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from deskready.cli.arguments import (
    DEFAULT_FORMAT,
    ForceOption,
    FormatOption,
    IdentityOption,
    ProfileOption,
    SaveOption,
)
from deskready.cli.help import examples
from deskready.cli.narration import complain
from deskready.cli.register import Command, command
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.formats.registry import format_named

if TYPE_CHECKING:
    from deskready.core.audit.record import Audit
    from deskready.core.profile.profile import Profile


class Request(NamedTuple):
    """What to show, and how."""

    file: Path
    profile: str | None = None
    format: str = "text"
    save: tuple[Path, ...] = ()
    force: bool = False
    include_identity: bool = False


ABOUT = text(
    "show.about",
    "Open a saved audit again, and judge it.\n\n"
    "It is judged by its own profile or another; nothing is measured. Ends with 0 where it is ready, 1 where it is "
    "not, 3 where that is undecided.",
)
"""What it does."""
_SAYS = message("show.says", "the file says “{told}”; what it holds is judged as “{found}”.")
EXAMPLES = examples(
    "deskready show audit.json",
    "deskready show audit.json --profile typical-chat-agent",
    "deskready show audit.json --format markdown --save audit.md",
)
"""Ways to call it."""


@command(place=40, about=ABOUT, epilog=EXAMPLES)
def show(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=say(text("show.file.help", "An audit that was saved as .json.")))
    ],
    profile: ProfileOption = None,
    form: FormatOption = DEFAULT_FORMAT,
    save: SaveOption = None,
    force: ForceOption = False,
    include_identity: IdentityOption = False,
) -> Command:
    """The request that the arguments make."""
    return partial(run, Request(file, profile, form, tuple(save or ()), force, include_identity))


def run(request: Request) -> int:
    """Prints the audit, saves it where that is asked for, and ends by its readiness.

    Raises:
        UsageError: The file, the profile, the format or a file to save to cannot be used.
    """
    from deskready.cli.result import hand_over
    from deskready.core.words.terms import READINESS_WORD
    from deskready.desk.opening import open_saved
    from deskready.desk.saving import plan

    form = format_named(request.format)
    targets = plan(request.save, force=request.force)
    saved = open_saved(request.file)
    profile = saved.profile if request.profile is None else _profile(request.profile, saved)
    audit = judged(saved, profile)
    if request.profile is None and audit.readiness is not saved.readiness:
        told, found = (READINESS_WORD[each.readiness] for each in (saved, audit))
        complain(_SAYS(told=told, found=found))
    return hand_over(audit, form, targets, force=request.force, include_identity=request.include_identity)


def judged(audit: "Audit", profile: "Profile") -> "Audit":
    """The audit as that profile judges it. Nothing that the file says of its own verdicts is believed."""
    from msgspec import structs

    from deskready.core.audit.restore import judgement_of

    found = judgement_of(audit, profile)
    return structs.replace(
        audit,
        profile=profile,
        profile_hash=profile.hash,
        readiness=found.readiness,
        partial=found.partial,
        verdicts=found.verdicts,
    )


def _profile(name: str, audit: "Audit") -> "Profile":
    """The profile asked for; a metric that no check installed here declares is taken as the audit declares it."""
    from deskready.cli.found import installed
    from deskready.desk.installed import metrics_of
    from deskready.store.profiles import find_profile

    declared = {metric.id: metric for record in audit.checks for metric in record.metrics}
    return find_profile(name, declared | dict(metrics_of(installed().catalogue())))
