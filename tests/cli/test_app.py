import re
import tomllib

import pytest

from deskready.cli import names
from deskready.cli.app import parse
from deskready.cli.commands.audit.command import ANSWERS_EXAMPLE
from deskready.core.clean import has_harmful
from deskready.core.errors import UsageError
from helpers.cli_desk import Desk

COMMANDS = (
    (),
    *((name,) for name in names.COMMANDS),
    *(("profiles", name) for name in ("list", "show", "validate", "new")),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words) or "deskready")
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_help_with_an_example_and_every_option_explained(
    command: tuple[str, ...], flag: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert parse([*command, flag])() == 0
    text = capfdbinary.readouterr().out.decode()
    assert text.startswith("Usage: deskready")
    assert re.search(rf"Examples:\n +deskready {' '.join(command)}".rstrip(), text)
    assert re.search(r"^ +[A-Za-z0-9 :]{10}", text, re.MULTILINE)
    assert not re.search(r"^  --?[a-z-]+[A-Z_. =]*$\n  -", text, re.MULTILINE), "an option without a word on it"
    assert "\x1b" not in text


def test_help_fits_a_narrow_terminal(desk: Desk) -> None:
    done = desk.run("profiles", "--help", COLUMNS="40")
    prose, _, _ = done.stdout.partition("Examples:")
    assert max(len(line) for line in prose.splitlines()) <= 50  # the widest is the list of commands


def test_the_root_help_names_every_exit_code(desk: Desk) -> None:
    from deskready.cli.exit_code import ExitCode

    text = desk.run("--help").stdout
    assert [int(code) for code in re.findall(r"^ +(\d+)  ", text, re.MULTILINE)] == [code.value for code in ExitCode]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["audit", "--formt", "json"], "--format"),
        (["audit", "--save"], "--save"),
        (["checks", "now"], "now"),
        (["profiles", "shwo"], "show"),
        (["profiles", "--json", "show", "p"], "Write it after show"),
        (["show"], "FILE"),
        (["schema"], "audit|profile"),
        (["profiles", "new"], "FILE"),
        (["checks", "\x1b[31m\u202e"], "31m"),
    ],
)
def test_wrong_arguments_are_refused_with_a_hint(arguments: list[str], told: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(arguments)
    assert told in refused.value.message.words
    assert refused.value.remedy.words == f"`deskready {arguments[0]} --help` shows how."
    assert not has_harmful(str(refused.value))


def test_a_wrong_argument_ends_with_2_and_one_line(desk: Desk) -> None:
    done = desk.run("audit", "--formt", "json")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


def test_the_answers_file_of_the_help_is_one() -> None:
    content = "\n".join(line.strip() for line in ANSWERS_EXAMPLE.splitlines()[2:])
    assert tomllib.loads(content) == {"answers": {"workspace.desk": {"own-room": "yes"}}}
