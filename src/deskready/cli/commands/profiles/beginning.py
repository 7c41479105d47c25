"""`deskready profiles new`: a profile to begin with, written into a file."""

import re
from pathlib import Path

from deskready.cli.commands.profiles.metrics import installed_metrics
from deskready.cli.commands.profiles.template import template
from deskready.cli.exit_code import ExitCode
from deskready.cli.narration import say
from deskready.core.clean import clean
from deskready.core.errors import UsageError
from deskready.core.profile.file import ID_PATTERN
from deskready.store.atomic import write_atomic


def run(file: Path, force: bool) -> int:
    """Writes a profile to begin with.

    Raises:
        UsageError: The file exists, does not end in .toml, or cannot be written.
    """
    where = clean(str(file))
    if file.suffix != ".toml":
        raise UsageError(f"{where}: a profile's file name ends in .toml.", "Choose such a name.")
    name = file.stem.lower()
    profile_id = name if re.fullmatch(ID_PATTERN, name) else "my-profile"
    write_atomic(file, template(profile_id, installed_metrics().values()).encode(), exclusive=not force)
    say(f"Wrote {where}. Edit it, then see `deskready profiles validate {where}`.")
    return ExitCode.OK
