"""What commands share: options that mean the same everywhere, and the ends of their help."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

Command = Callable[[], int]
"""Runs a parsed command; returns its exit code."""
SETTINGS = {"help_option_names": ["-h", "--help"]}
"""Settings of every command."""
EXIT_CODES = """\b
Exit codes:
    0  ready, with or without warnings
    1  not ready
    2  wrong argument, profile or file
    3  undecided: something required was not measured
   70  internal error; details are in a log file
  130  interrupted
  141  the output's reader has gone"""


def examples(*lines: str, title: str = "Examples:") -> str:
    """The end of a command's help; the mark before it keeps its lines as they are."""
    return "\n".join(("\b", title, *(f"  {line}" for line in lines)))


ROOT_EXAMPLES = examples(
    "deskready", "deskready audit.json --profile typical-chat-agent", "deskready audit --save audit.json"
)
AUDIT_EXAMPLES = examples(
    "deskready audit",
    "deskready audit internet computer.memory --format json",
    "deskready audit --profile employer.toml --save audit.json --save audit.md",
    "deskready audit sound --option sound.noise.seconds=5",
    "deskready audit sound.noise --into audit.json --save again.json",
)
ANSWERS_EXAMPLE = examples('[answers."workspace.desk"]', 'own-room = "yes"', title="An answers file:")

ProfileOption = Annotated[
    str | None,
    typer.Option("--profile", metavar="P", help="The requirements to judge by: a profile's id, or its file."),
]
FormatOption = Annotated[
    str, typer.Option("--format", metavar="FMT", help="What to print the result as: text, json or markdown.")
]
SaveOption = Annotated[
    list[Path] | None,
    typer.Option("--save", metavar="FILE", help="Save the result too; .json, .md or .txt says as what. Repeatable."),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace files that exist.")]
IdentityOption = Annotated[
    bool,
    typer.Option("--include-identity", help="Also give what is personal, such as names of networks, and the logs."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
ProfileArgument = Annotated[str, typer.Argument(metavar="P", help="A profile's id, or its file.")]
NamesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ID_OR_GROUP",
        help="The checks to run, such as internet.speed, or internet for all of that group. "
        "Without any: what the profile needs.",
    ),
]
SkipOption = Annotated[
    list[str] | None, typer.Option("--skip", metavar="ID_OR_GROUP", help="Leave out a check or group. Repeatable.")
]
AnswersOption = Annotated[
    Path | None,
    typer.Option(
        "--answers",
        metavar="FILE",
        help="A TOML file with the answers to what checks ask a person. Without it, such checks are skipped.",
    ),
]
ChoiceOption = Annotated[
    list[str] | None,
    typer.Option("--option", metavar="CHECK.NAME=VALUE", help="Set a check's option; `deskready checks` lists them."),
]
IntoOption = Annotated[
    Path | None,
    typer.Option(
        "--into", metavar="FILE", help="Run the named checks again in a copy of this saved audit of this machine."
    ),
]
AcceptOption = Annotated[
    list[str] | None,
    typer.Option(
        "--accept",
        metavar="NAME",
        help="Agree, for this run, to the data policy of a third party, such as mlab; `deskready checks` shows them. "
        "Repeatable.",
    ),
]
