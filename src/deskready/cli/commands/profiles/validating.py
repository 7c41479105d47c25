"""`deskready profiles validate`: every mistake in a profile's file."""

from pathlib import Path

from deskready.cli import output
from deskready.cli.commands.profiles.metrics import installed_metrics
from deskready.cli.exit_code import ExitCode
from deskready.cli.found import installed
from deskready.core.audit.choices import misfits
from deskready.core.clean import clean
from deskready.core.profile.file import Reading
from deskready.core.words.wording import count
from deskready.store.profiles import check_profile


def run(file: Path) -> int:
    """Prints every mistake and every warning of a profile's file.

    Raises:
        UsageError: The file cannot be read.
    """
    reading = check_profile(file, installed_metrics())
    mistakes = [str(mistake) for mistake in reading.mistakes] + _wrong_options(reading, clean(str(file)))
    lines = [f"error: {mistake}" for mistake in mistakes]
    lines += [f"warning: {warning}" for warning in reading.warnings]
    found = f"{count(len(mistakes), 'mistake')}, {count(len(reading.warnings), 'warning')}"
    verdict = "cannot be used" if mistakes else "can be used"
    output.write("\n".join([*lines, f"{clean(str(file))} {verdict}: {found}."]) + "\n")
    return ExitCode.USAGE if mistakes else ExitCode.OK


def _wrong_options(reading: Reading, where: str) -> list[str]:
    """The options in a profile that the checks installed here refuse: with them nothing could be run."""
    options = reading.profile.options if reading.profile is not None else {}
    return [str(error) for error in misfits(options, installed().catalogue().checks, where).values()]
