import re
import tomllib

import pytest

from deskready.cli import names
from deskready.cli.app import parse
from deskready.cli.commands.audit.command import ANSWERS_EXAMPLE
from deskready.core.clean import has_harmful
from deskready.core.errors import UsageError
from helpers.cli_desk import Desk
from helpers.pseudo import LANGUAGE

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


@pytest.mark.parametrize("columns", ["40", "80", "200"])
@pytest.mark.parametrize("language", [{}, LANGUAGE], ids=["english", "pseudo"])
@pytest.mark.parametrize("words", [(), ("profiles",)], ids=["root", "group"])
def test_no_command_s_sentence_is_cut(
    desk: Desk, words: tuple[str, ...], language: dict[str, str], columns: str
) -> None:
    text = desk.run(*words, "--help", COLUMNS=columns, **language).stdout
    assert "..." not in text.replace("[ARGS]...", "")


def test_the_root_help_names_every_exit_code(desk: Desk) -> None:
    from deskready.cli.exit_code import ExitCode

    text = desk.run("--help").stdout
    assert [int(code) for code in re.findall(r"^ +(\d+)  ", text, re.MULTILINE)] == [code.value for code in ExitCode]


@pytest.mark.parametrize(
    ("arguments", "told", "command"),
    [
        (["audit", "--formt", "json"], "--format", "audit"),
        (["audit", "--save"], "--save", "audit"),
        (["checks", "now"], "now", "checks"),
        (["profiles", "shwo"], "show", "profiles"),
        (["profiles", "--json", "show", "p"], "Write it after show", "profiles"),
        (["show"], "FILE", "show"),
        (["schema"], "audit|profile", "schema"),
        (["profiles", "new"], "FILE", "profiles new"),
        (["profiles", "show"], "P", "profiles show"),
        (["checks", "\x1b[31m\u202e"], "31m", "checks"),
    ],
)
def test_wrong_arguments_are_refused_with_a_hint(arguments: list[str], told: str, command: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(arguments)
    assert told in refused.value.message.words
    assert refused.value.message.words.endswith((".", "?")), "another sentence follows"
    assert refused.value.remedy.words == f"`deskready {command} --help` shows how."
    assert not has_harmful(str(refused.value))


def test_a_wrong_argument_ends_with_2_and_one_line(desk: Desk) -> None:
    done = desk.run("audit", "--formt", "json")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


def test_the_answers_file_of_the_help_is_one() -> None:
    content = "\n".join(line.strip() for line in ANSWERS_EXAMPLE.splitlines()[2:])
    assert tomllib.loads(content) == {"answers": {"workspace.desk": {"own-room": "yes"}}}


def test_the_list_of_commands_is_whole_at_any_width(desk: Desk) -> None:
    shown = desk.run("--help", COLUMNS="60").stdout
    assert "so that it is measured and not estimated." in " ".join(shown.split())
    assert "..." not in shown[shown.index("Commands:") : shown.index("Examples:")]


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        ("audit --format jsn", "json"),
        ("audit --save x.jsn", ".json"),
        ("audit --accept mlabs", "mlab"),
        ("schema audti", "audit"),
        ("audit --option internet.speed.mode=quik", "quick"),
        ("calibrate --reading 60 --reference phone-ap", "phone-app"),
    ],
)
def test_what_was_probably_meant_is_suggested(desk: Desk, arguments: str, meant: str) -> None:
    done = desk.run(*arguments.split())
    assert done.returncode == 2
    assert done.stderr.endswith(f" Did you mean {meant}?\n")


def test_calibrate_names_its_own_options(desk: Desk) -> None:
    assert desk.run("calibrate", "--reading", "abc").stderr == "deskready: --reading: 'abc' is not a number.\n"
