"""`deskready audit` and its arguments."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from deskready.cli.arguments import (
    DEFAULT_FORMAT,
    ForceOption,
    FormatOption,
    IdentityOption,
    ProfileOption,
    SaveOption,
)
from deskready.cli.commands.audit.request import Request
from deskready.cli.help import EXIT_CODES, examples
from deskready.cli.register import Command, command
from deskready.core.declare.consent import Consent
from deskready.core.words.listed import all_of
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.core.words.text import typed

ABOUT = message(
    "audit.about",
    "Measure and judge without a screen.\n\n"
    "Running this is consent {consents}. It asks nothing. The result goes to standard output; progress to standard "
    "error, where that is a terminal.",
)(consents=all_of([consent.text.agreed for consent in Consent]))
"""What it does."""
EXAMPLES = examples(
    "deskready audit",
    "deskready audit internet computer.memory --format json",
    "deskready audit --profile employer.toml --save audit.json --save audit.md",
    "deskready audit sound --option sound.noise.seconds=5",
    "deskready audit sound.noise --into audit.json --save again.json",
)
"""Ways to call it."""
ANSWERS_EXAMPLE = examples(
    '[answers."workspace.desk"]', 'own-room = "yes"', title=text("audit.answers-file", "An answers file:")
)
"""What `--answers` takes."""

_LISTS = typed("`deskready checks`")
_OPTION = message("audit.option.help", "Set a check's option; {command} lists them.")(command=_LISTS)
_ACCEPT = message(
    "audit.accept.help",
    "Agree, for this run, to the data policy of a third party, such as {policy}; {command} shows them. Repeatable.",
)(policy=typed("mlab"), command=_LISTS)

NamesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ID_OR_GROUP",
        help=say(
            text(
                "audit.names.help",
                "The checks to run, such as internet.speed, or internet for all of that group. "
                "Without any: what the profile needs.",
            )
        ),
    ),
]
SkipOption = Annotated[
    list[str] | None,
    typer.Option(
        "--skip", metavar="ID_OR_GROUP", help=say(text("audit.skip.help", "Leave out a check or group. Repeatable."))
    ),
]
AnswersOption = Annotated[
    Path | None,
    typer.Option(
        "--answers",
        metavar="FILE",
        help=say(
            text(
                "audit.answers.help",
                "A TOML file with the answers to what checks ask a person. Without it, such checks are skipped.",
            )
        ),
    ),
]
ChoiceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--option",
        metavar="CHECK.NAME=VALUE",
        help=say(_OPTION),
    ),
]
IntoOption = Annotated[
    Path | None,
    typer.Option(
        "--into",
        metavar="FILE",
        help=say(text("audit.into.help", "Run the named checks again in a copy of this saved audit of this machine.")),
    ),
]
AcceptOption = Annotated[
    list[str] | None,
    typer.Option(
        "--accept",
        metavar="NAME",
        help=say(_ACCEPT),
    ),
]


@command(place=10, about=ABOUT, epilog=f"{EXAMPLES}\n\n{ANSWERS_EXAMPLE}\n\n{EXIT_CODES}")
def audit(
    names: NamesArgument = None,
    skip: SkipOption = None,
    profile: ProfileOption = None,
    save: SaveOption = None,
    form: FormatOption = DEFAULT_FORMAT,
    answers: AnswersOption = None,
    option: ChoiceOption = None,
    into: IntoOption = None,
    force: ForceOption = False,
    include_identity: IdentityOption = False,
    accept: AcceptOption = None,
) -> Command:
    """The request that the arguments make."""
    from deskready.cli.commands.audit.run import run

    request = Request(
        names=tuple(names or ()),
        skip=tuple(skip or ()),
        profile=profile,
        save=tuple(save or ()),
        format=form,
        answers=answers,
        options=tuple(option or ()),
        into=into,
        force=force,
        include_identity=include_identity,
        accept=tuple(accept or ()),
    )
    return partial(run, request)
