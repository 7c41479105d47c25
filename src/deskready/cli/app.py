"""Every command with its arguments: what is declared here is parsed, and nothing is run.

Parsing gives a function that runs the command, so that the command-line library stands neither between a command's
errors and their handler nor between its output and standard output.
"""

import contextlib
import io
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from deskready.cli import output
from deskready.cli.arguments import (
    ANSWERS_EXAMPLE,
    AUDIT_EXAMPLES,
    EXIT_CODES,
    ROOT_EXAMPLES,
    SETTINGS,
    AcceptOption,
    AnswersOption,
    ChoiceOption,
    Command,
    ForceOption,
    FormatOption,
    IdentityOption,
    IntoOption,
    JsonOption,
    NamesArgument,
    ProfileOption,
    SaveOption,
    SkipOption,
    examples,
)
from deskready.cli.commands.profiles.command import profiles
from deskready.cli.exit_code import ExitCode
from deskready.core.clean import clean
from deskready.core.errors import UsageError

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=SETTINGS,
    subcommand_metavar="[FILE] | COMMAND [ARGS]...",
)
app.add_typer(profiles, name="profiles")


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
    names: NamesArgument = None,
    skip: SkipOption = None,
    profile: ProfileOption = None,
    save: SaveOption = None,
    form: FormatOption = "text",
    answers: AnswersOption = None,
    option: ChoiceOption = None,
    into: IntoOption = None,
    force: ForceOption = False,
    include_identity: IdentityOption = False,
    accept: AcceptOption = None,
) -> Command:
    """Measure and judge without a screen.

    Running this is consent to listening to the microphone for some seconds and to a speed test's data. It asks
    nothing. The result goes to standard output; progress to standard error, where that is a terminal.
    """
    from deskready.cli.commands.audit.run import Request, run

    return partial(run, Request(
        names=tuple(names or ()), skip=tuple(skip or ()), profile=profile, save=tuple(save or ()), format=form,
        answers=answers, options=tuple(option or ()), into=into, force=force, include_identity=include_identity,
        accept=tuple(accept or ()),
    ))  # fmt: skip


@app.command(epilog=examples("deskready checks", "deskready checks --json"))
def checks(as_json: JsonOption = False) -> Command:
    """List every check that is installed.

    What each measures, its options, where it comes from, or why it cannot be used.
    """
    from deskready.cli.commands.checks.listing import run

    return partial(run, as_json)


@app.command(
    epilog=examples(
        "deskready calibrate",
        "deskready calibrate --reading 65 --reference phone-app",
        "deskready calibrate --show",
        "deskready calibrate --forget",
    )
)
def calibrate(
    reading: Annotated[
        str | None, typer.Option("--reading", metavar="DBA", help="What the reference shows; without it you are asked.")
    ] = None,
    reference: Annotated[
        str | None,
        typer.Option(
            "--reference",
            metavar="WHAT",
            help="phone-app, phone-app-external (with a calibrated microphone), sound-level-meter or calibrator.",
        ),
    ] = None,
    device: Annotated[
        str | None, typer.Option("--device", metavar="NAME", help="The microphone's name, or a part of it.")
    ] = None,
    seconds: Annotated[str | None, typer.Option("--seconds", metavar="N", help="How long to listen; 3 to 60.")] = None,
    show: Annotated[bool, typer.Option("--show", help="Print the calibration that is stored, and end.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Forget the calibration that is stored.")] = False,
) -> Command:
    """Calibrate the microphone, so that the room's noise is measured and not estimated.

    Let a steady noise of 60 to 70 dBA run, such as a fan or a tap, and hold a sound level meter, or a phone with a
    sound level app, beside the microphone. It listens for ten seconds, asks what the meter shows, and stores the
    difference for this microphone at this input volume; where either changes, it counts no more. Running this is
    consent to listening; no sound is kept. Ends with 3 where the noise could not be used.
    """
    from deskready.cli.commands.calibrate.run import Request, run

    return partial(run, Request(reading, reference, device, seconds, show, forget))


@app.command(
    epilog=examples(
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
    from deskready.cli.commands.show import Request, run

    return partial(run, Request(file, profile, form, tuple(save or ()), force, include_identity))


@app.command(epilog=examples("deskready schema audit > audit.schema.json"))
def schema(name: Annotated[str, typer.Argument(metavar="audit|profile", help="Whose schema.")]) -> Command:
    """Print the JSON Schema of an audit or a profile."""
    from deskready.cli.commands.schema import run

    return partial(run, name)


@app.command(
    epilog=examples(
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
    from deskready.cli.commands.responder.run import Request, run

    return partial(run, Request(
        host=host, port=port, udp_port=udp_port, certificate=tls_cert, key=tls_key, connections=max_connections,
        connections_per_client=max_connections_per_client, rate_mbit=max_rate, bytes_per_client=max_bytes_per_client,
        quiet=quiet,
    ))  # fmt: skip
