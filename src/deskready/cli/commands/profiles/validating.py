"""`deskready profiles validate`: every mistake in a profile's file."""

from pathlib import Path

from deskready.cli import output
from deskready.cli.commands.profiles.metrics import installed_metrics
from deskready.cli.exit_code import ExitCode
from deskready.cli.found import installed
from deskready.core.audit.choices import misfits, place_in
from deskready.core.clean import clean
from deskready.core.profile.file import Reading
from deskready.core.words.message import counted, message, row
from deskready.core.words.say import say
from deskready.core.words.text import Text, file_name
from deskready.store.profiles import check_profile

_ERROR = message("validate.error", "error: {said}")
_WARNING = message("validate.warning", "warning: {said}")
_MISTAKES = counted("validate.mistakes", "{count} mistake", "{count} mistakes")
_WARNINGS = counted("validate.warnings", "{count} warning", "{count} warnings")
_UNUSABLE = message("validate.unusable", "{file} cannot be used: {found}.")
_USABLE = message("validate.usable", "{file} can be used: {found}.")


def run(file: Path) -> int:
    """Prints every mistake and every warning of a profile's file.

    Raises:
        UsageError: The file cannot be read.
    """
    reading = check_profile(file, installed_metrics())
    mistakes = [mistake.whole for mistake in reading.mistakes] + _wrong_options(reading, clean(str(file)))
    lines = [_ERROR(said=mistake) for mistake in mistakes]
    lines += [_WARNING(said=warning.whole) for warning in reading.warnings]
    found = row(_MISTAKES(count=len(mistakes)), _WARNINGS(count=len(reading.warnings)))
    verdict = (_UNUSABLE if mistakes else _USABLE)(file=file_name(file), found=found)
    output.write("\n".join(say(line) for line in (*lines, verdict)) + "\n")
    return ExitCode.USAGE if mistakes else ExitCode.OK


def _wrong_options(reading: Reading, where: str) -> list[Text]:
    """The options in a profile that the checks installed here refuse: with them nothing could be run."""
    options = reading.profile.options if reading.profile is not None else {}
    return [error.said for error in misfits(options, installed().catalogue().checks, place_in(where)).values()]
