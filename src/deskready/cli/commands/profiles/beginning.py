"""`deskready profiles new`: a profile to begin with, written into a file."""

import re
from pathlib import Path

from deskready.cli.commands.profiles.metrics import installed_metrics
from deskready.cli.commands.profiles.template import template
from deskready.cli.exit_code import ExitCode
from deskready.cli.narration import tell
from deskready.core.errors import UsageError
from deskready.core.profile.file import ID_PATTERN
from deskready.core.words.message import message, text
from deskready.core.words.text import file_name, typed
from deskready.store.atomic import write_atomic

_NO_TOML = message("profiles.no-toml", "{file}: a profile's file name ends in {suffix}.")
_CHOOSE = text("profiles.choose", "Choose such a name.")
_WROTE = message("profiles.wrote", "Wrote {file}. Edit it, then see {command}.")


def run(file: Path, force: bool) -> int:
    """Writes a profile to begin with.

    Raises:
        UsageError: The file exists, does not end in .toml, or cannot be written.
    """
    where = file_name(file)
    if file.suffix != ".toml":
        raise UsageError(_NO_TOML(file=where, suffix=typed(".toml")), _CHOOSE)
    name = file.stem.lower()
    profile_id = name if re.fullmatch(ID_PATTERN, name) else "my-profile"
    write_atomic(file, template(profile_id, installed_metrics().values()).encode(), exclusive=not force)
    tell(_WROTE(file=where, command=typed(f"`deskready profiles validate {where.text}`")))
    return ExitCode.OK
