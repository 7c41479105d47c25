"""Options and arguments that mean the same in every command that has them."""

from pathlib import Path
from typing import Annotated

import typer

from deskready.core.words.listed import any_of
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.core.words.text import typed
from deskready.formats.registry import FORMATS

_PROFILE = text("option.profile.help", "The requirements to judge by: a profile's id, or its file.")
_FORMAT = message("option.format.help", "What to print the result as: {formats}.")
_SAVE = message("option.save.help", "Save the result too; {suffixes} says as what. Repeatable.")
_FORCE = text("option.force.help", "Replace files that exist.")
_IDENTITY = text("option.identity.help", "Also give what is personal, such as names of networks, and the logs.")
_JSON = text("option.json.help", "Print JSON, for scripts.")
DEFAULT_FORMAT = "text"
"""What a result is printed as where nobody chose."""
_NAMES = [*map(typed, sorted((form.name for form in FORMATS), key=lambda name: name != DEFAULT_FORMAT))]
_SUFFIXES = [typed(form.suffix) for form in FORMATS]

ProfileOption = Annotated[
    str | None,
    typer.Option("--profile", metavar="P", help=say(_PROFILE)),
]
FormatOption = Annotated[str, typer.Option("--format", metavar="FMT", help=say(_FORMAT(formats=any_of(_NAMES))))]
SaveOption = Annotated[
    list[Path] | None,
    typer.Option("--save", metavar="FILE", help=say(_SAVE(suffixes=any_of(_SUFFIXES)))),
]
ForceOption = Annotated[bool, typer.Option("--force", help=say(_FORCE))]
IdentityOption = Annotated[
    bool,
    typer.Option("--include-identity", help=say(_IDENTITY)),
]
JsonOption = Annotated[bool, typer.Option("--json", help=say(_JSON))]
