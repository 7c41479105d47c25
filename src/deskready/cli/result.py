"""Handing over an audit: saved where that was asked for, then printed."""

from collections.abc import Sequence

from deskready.cli import output
from deskready.cli.exit_code import ExitCode, exit_code
from deskready.cli.narration import complain
from deskready.core.audit.record import Audit
from deskready.core.errors import UsageError
from deskready.core.privacy.allow_list import public
from deskready.core.words.message import message
from deskready.core.words.terms import READINESS_WORD
from deskready.core.words.text import typed
from deskready.desk.saving import Target, export, save
from deskready.formats.format import Format

_WITH_ALL = message(
    "result.with-all", "with what was left out it is “{readiness}”; {option} leaves nothing personal out."
)


def hand_over(
    audit: Audit, form: Format, targets: Sequence[Target], *, force: bool = False, include_identity: bool = False
) -> ExitCode:
    """Saves what may leave of an audit and prints it, and says how the command ends.

    What leaves decides: output, saved files and exit code agree also where something that counts is left out.
    A file that cannot be saved keeps nothing from being printed.

    Args:
        audit: The local record.
        form: What to print it as.
        targets: The files to save to.
        force: Replace files that exist.
        include_identity: Keep what is personal, and the logs.

    Raises:
        UsageError: Standard output cannot be written.
    """
    refusals = []
    for target in targets:
        try:
            save(audit, target.path, force=force, include_identity=include_identity)
        except UsageError as error:
            refusals.append(error)
    output.write(export(audit, form, include_identity=include_identity))
    for refusal in refusals:
        complain(refusal.said)
    left = public(audit, include_identity).readiness
    if left is not audit.readiness:
        complain(_WITH_ALL(readiness=READINESS_WORD[audit.readiness], option=typed("--include-identity")))
    return ExitCode.USAGE if refusals else exit_code(left)
