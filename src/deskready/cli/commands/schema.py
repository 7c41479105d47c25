"""`deskready schema`: the JSON Schemas of what people exchange."""

from functools import partial
from typing import Annotated

import typer

from deskready.cli import output
from deskready.cli.exit_code import ExitCode
from deskready.cli.help import examples
from deskready.cli.register import Command, command
from deskready.core.clean import clean
from deskready.core.errors import UsageError
from deskready.core.reading.nearest import did_you_mean
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.core.words.text import Name, typed

_NONE = message("schema.none", "There is no schema of '{name}'.")
_TWO = message("schema.two", "There is one of {audit} and one of {profile}.")(
    audit=typed("audit"), profile=typed("profile")
)


@command(
    place=50,
    about=text("schema.about", "Print the JSON Schema of an audit or a profile."),
    epilog=examples("deskready schema audit > audit.schema.json"),
)
def schema(
    name: Annotated[str, typer.Argument(metavar="audit|profile", help=say(text("schema.name.help", "Whose schema.")))],
) -> Command:
    """The request that the arguments make."""
    return partial(run, name)


def run(name: str) -> int:
    """Prints a schema.

    Raises:
        UsageError: There is none of that name.
    """
    from deskready.cli.data import as_json
    from deskready.core.audit.schema import audit_schema, profile_schema

    schemas = {"audit": audit_schema, "profile": profile_schema}
    if name not in schemas:
        raise UsageError(_NONE(name=Name(clean(name, 60))), did_you_mean(name, schemas, _TWO))
    output.write(as_json(schemas[name]()))
    return ExitCode.OK
