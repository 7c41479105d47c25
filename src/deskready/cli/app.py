"""Every command with its arguments: what is declared here is parsed, and nothing is run.

Parsing gives a function that runs the command, so that the command-line library stands neither between a command's
errors and their handler nor between its output and standard output.
"""

import contextlib
import io
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from deskready.cli import output
from deskready.cli.exit_code import ExitCode
from deskready.core.errors import UsageError
from deskready.core.text import clean

Command = Callable[[], int]
"""Runs a parsed command; returns its exit code."""
EXIT_CODES = """\b
Exit codes:
    0  ready, with or without warnings
    1  not ready
    2  wrong argument, profile or file
    3  undecided: something required was not measured
   70  internal error; details are in a log file
  130  interrupted
  141  the output's reader has gone"""


def _examples(*lines: str, title: str = "Examples:") -> str:
    """The end of a command's help; the mark before it keeps its lines as they are."""
    return "\n".join(("\b", title, *(f"  {line}" for line in lines)))


ROOT_EXAMPLES = _examples(
    "deskready", "deskready audit.json --profile typical-chat-agent", "deskready audit --save audit.json"
)
AUDIT_EXAMPLES = _examples(
    "deskready audit",
    "deskready audit internet computer.memory --format json",
    "deskready audit --profile employer.toml --save audit.json --save audit.md",
    "deskready audit sound --option sound.noise.seconds=5",
    "deskready audit sound.noise --into audit.json --save again.json",
)
ANSWERS_EXAMPLE = _examples('[answers."workspace.desk"]', 'own-room = "yes"', title="An answers file:")
_SETTINGS = {"help_option_names": ["-h", "--help"]}
app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=_SETTINGS,
    subcommand_metavar="[FILE] | COMMAND [ARGS]...",
)
profiles = typer.Typer(rich_markup_mode=None, context_settings=_SETTINGS)
app.add_typer(profiles, name="profiles")

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


def parse(arguments: Sequence[str]) -> Command:
    """The command that the arguments ask for, ready to run.

    Raises:
        UsageError: There is no such command or option, or a value does not fit.
    """
    printed = io.StringIO()  # whatever is printed while parsing is help
    try:
        with contextlib.redirect_stdout(printed):
            found = app(list(arguments), prog_name="deskready", standalone_mode=False)
    except typer.TyperException as error:
        raise UsageError(clean(error.format_message()), f"`deskready {arguments[0]} --help` shows how.") from error
    return found if callable(found) else partial(_shown, printed.getvalue(), found)


def _shown(text: str, code: int | None) -> int:
    output.write(text)
    return code or ExitCode.OK


@app.callback(invoke_without_command=True, epilog=f"{ROOT_EXAMPLES}\n\n{EXIT_CODES}")
def root(
    profile: ProfileOption = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    """Is this desk, this computer, this line and this room good enough for customer service from home?

    Without a command, deskready opens its full-screen program: it measures, judges, and says what to do. With a FILE
    it opens an audit that was saved as .json. The commands below do the same without a screen.
    """


@app.command(epilog=f"{AUDIT_EXAMPLES}\n\n{ANSWERS_EXAMPLE}\n\n{EXIT_CODES}")
def audit(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID_OR_GROUP",
            help="The checks to run, such as internet.speed, or internet for all of that group. "
            "Without any: what the profile needs.",
        ),
    ] = None,
    skip: Annotated[
        list[str] | None, typer.Option("--skip", metavar="ID_OR_GROUP", help="Leave out a check or group. Repeatable.")
    ] = None,
    profile: ProfileOption = None,
    save: SaveOption = None,
    form: FormatOption = "text",
    answers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A TOML file with the answers to what checks ask a person. Without it, such checks are skipped.",
        ),
    ] = None,
    option: Annotated[
        list[str] | None,
        typer.Option(metavar="CHECK.NAME=VALUE", help="Set a check's option; `deskready checks` lists them."),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Run the named checks again in a copy of this saved audit of this machine."),
    ] = None,
    force: ForceOption = False,
    include_identity: IdentityOption = False,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Accept the data policy of a third party that a check uses. Repeatable."),
    ] = None,
) -> Command:
    """Measure and judge without a screen.

    Running this is consent to listening to the microphone for some seconds and to a speed test's data. It asks
    nothing. The result goes to standard output; progress to standard error, where that is a terminal.
    """
    from deskready.cli.audit import Request, run

    return partial(run, Request(
        names=tuple(names or ()), skip=tuple(skip or ()), profile=profile, save=tuple(save or ()), format=form,
        answers=answers, options=tuple(option or ()), into=into, force=force, include_identity=include_identity,
        accept=tuple(accept or ()),
    ))  # fmt: skip


@app.command(epilog=_examples("deskready checks", "deskready checks --json"))
def checks(as_json: JsonOption = False) -> Command:
    """List every check that is installed.

    What each measures, its options, where it comes from, or why it cannot be used.
    """
    from deskready.cli.checks import run

    return partial(run, as_json)


@profiles.callback(
    invoke_without_command=True,
    epilog=_examples(
        "deskready profiles",
        "deskready profiles show typical-voice-agent",
        "deskready profiles new employer.toml",
        "deskready profiles validate employer.toml",
    ),
)
def profiles_root(context: typer.Context, as_json: JsonOption = False) -> Command | None:
    """List, show, check or begin profiles: what is asked for."""
    if context.invoked_subcommand is None:
        return profiles_list(as_json)
    if as_json:
        raise typer.BadParameter(f"Write it after {context.invoked_subcommand}.", param_hint="--json")
    return None


@profiles.command("list", epilog=_examples("deskready profiles list --json"))
def profiles_list(as_json: JsonOption = False) -> Command:
    """List every profile, shipped and your own."""
    from deskready.cli.profiles import list_all

    return partial(list_all, as_json)


@profiles.command("show", epilog=_examples("deskready profiles show typical-voice-agent"))
def profiles_show(name: ProfileArgument, as_json: JsonOption = False) -> Command:
    """Show what a profile asks for, and who says so."""
    from deskready.cli.profiles import show

    return partial(show, name, as_json)


@profiles.command("validate", epilog=_examples("deskready profiles validate employer.toml"))
def profiles_validate(file: Annotated[Path, typer.Argument(metavar="FILE", help="A profile's file.")]) -> Command:
    """Name every mistake in a profile's file.

    Ends with 0 where there is none, else with 2.
    """
    from deskready.cli.profiles import validate

    return partial(validate, file)


@profiles.command("new", epilog=_examples("deskready profiles new employer.toml"))
def profiles_new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; its name ends in .toml.")],
    force: ForceOption = False,
) -> Command:
    """Write a profile to begin with, explained."""
    from deskready.cli.profiles import new

    return partial(new, file, force)


@app.command(
    epilog=_examples(
        "deskready show audit.json",
        "deskready show audit.json --profile typical-chat-agent",
        "deskready show audit.json --format markdown --save audit.md",
    )
)
def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An audit that was saved as .json.")],
    profile: ProfileOption = None,
    form: FormatOption = "text",
    save: SaveOption = None,
    force: ForceOption = False,
    include_identity: IdentityOption = False,
) -> Command:
    """Open a saved audit again, and judge it.

    It is judged by its own profile or another; nothing is measured. Ends with 0 where it is ready,
    1 where it is not, 3 where that is undecided.
    """
    from deskready.cli.show import Request, run

    return partial(run, Request(file, profile, form, tuple(save or ()), force, include_identity))


@app.command(epilog=_examples("deskready schema audit > audit.schema.json"))
def schema(name: Annotated[str, typer.Argument(metavar="audit|profile", help="Whose schema.")]) -> Command:
    """Print the JSON Schema of an audit or a profile."""
    from deskready.cli.schema import run

    return partial(run, name)


@app.command(
    epilog=_examples(
        "deskready responder",
        "deskready responder --port 443 --tls-cert fullchain.pem --tls-key privkey.pem",
        "deskready responder --max-rate 500 --max-bytes-per-client '5 GB'",
    )
)
def responder(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; :: for IPv6 and IPv4.")] = "0.0.0.0",  # noqa: S104 - a server is there to be reached
    port: Annotated[int, typer.Option(min=0, max=65535, help="The TCP port; 0 for a free one.")] = 8080,
    udp_port: Annotated[
        int, typer.Option(min=0, max=65535, help="The UDP port of STUN and the echo; 0 for a free one.")
    ] = 3478,
    tls_cert: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A certificate (PEM), for https; with the chain, if it has one.")
    ] = None,
    tls_key: Annotated[Path | None, typer.Option(metavar="FILE", help="The certificate's key (PEM).")] = None,
    max_connections: Annotated[int, typer.Option(min=1, max=10_000, help="Connections at a time.")] = 200,
    max_connections_per_client: Annotated[
        int, typer.Option(min=1, max=10_000, help="Connections at a time from one address.")
    ] = 40,
    max_rate: Annotated[
        float, typer.Option(metavar="MBIT", min=0, help="Mbit/s over all clients, each way; 0 for no limit.")
    ] = 1000,
    max_bytes_per_client: Annotated[
        str, typer.Option(metavar="SIZE", help="What one address may move in a day; 0 for no limit.")
    ] = "20 GB",
    quiet: Annotated[bool, typer.Option("--quiet", help="Do not tell of each test.")] = False,
) -> Command:
    """Run a measurement server, for an employer or a support team.

    Agents measure their lines against it and not against a third party's. It speaks Speedtest Mini, LibreSpeed, IETF
    responsiveness (nq) and ndt7 over HTTP, and STUN and an echo over UDP. It tells the address to give to agents, and
    each test in a line. It serves no file, keeps nothing, and runs until Ctrl-C.
    """
    from deskready.cli.responder import Request, run

    return partial(run, Request(
        host=host, port=port, udp_port=udp_port, certificate=tls_cert, key=tls_key, connections=max_connections,
        connections_per_client=max_connections_per_client, rate_mbit=max_rate, bytes_per_client=max_bytes_per_client,
        quiet=quiet,
    ))  # fmt: skip
