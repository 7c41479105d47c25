"""Options and arguments that mean the same in every command that has them."""

from pathlib import Path
from typing import Annotated

import typer

from deskready.cli.help import any_of
from deskready.formats.registry import FORMATS

DEFAULT_FORMAT = "text"
"""What a result is printed as where nobody chose."""
_NAMES = sorted((form.name for form in FORMATS), key=lambda name: name != DEFAULT_FORMAT)
_SUFFIXES = [form.suffix for form in FORMATS]

ProfileOption = Annotated[
    str | None,
    typer.Option("--profile", metavar="P", help="The requirements to judge by: a profile's id, or its file."),
]
FormatOption = Annotated[
    str, typer.Option("--format", metavar="FMT", help=f"What to print the result as: {any_of(_NAMES)}.")
]
SaveOption = Annotated[
    list[Path] | None,
    typer.Option("--save", metavar="FILE", help=f"Save the result too; {any_of(_SUFFIXES)} says as what. Repeatable."),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace files that exist.")]
IdentityOption = Annotated[
    bool,
    typer.Option("--include-identity", help="Also give what is personal, such as names of networks, and the logs."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
