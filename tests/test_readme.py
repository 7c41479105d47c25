"""The README is true: its listing runs, its commands and keys exist, its picture shows the program."""

import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import documents
from deskready.core.audit.record import Audit
from deskready.core.profile.file import read_profile
from deskready.formats.registry import FORMATS
from deskready.tui.commands import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def listings(language: str) -> list[str]:
    """The code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def deskready(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The program, run for real."""
    command = [sys.executable, "-m", "deskready", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL, check=False)


def test_the_check_of_30_lines_runs_as_it_stands(home: Path) -> None:
    (listing,) = listings("python")
    assert len(listing.splitlines()) <= 30
    checks = home / "config" / "checks"
    checks.mkdir(parents=True, mode=0o700)
    (checks / "disk.py").write_text(listing, "utf-8")
    (checks / "disk.py").chmod(0o600)
    result = deskready("audit", "computer.disk", "--format", "json")
    audit = msgspec.json.decode(result.stdout, type=Audit)
    (check,) = [check for check in audit.checks if check.id == "computer.disk"]
    assert check.outcome == "measured"
    (free,) = check.last.measurements
    assert free.metric == "computer.disk.free"
    assert free.value > 0  # type: ignore[operator]


def test_the_profile_is_valid_as_it_stands() -> None:
    profile = next(text for text in listings("toml") if "[requirements" in text)
    reading = read_profile(profile.encode(), "README.md", {})
    assert reading.mistakes == ()
    assert reading.profile is not None


@pytest.mark.parametrize("command", sorted({line.split()[1] for line in listings("console")[1].splitlines()}))
def test_every_command_of_the_readme_is_there(command: str) -> None:
    if command.endswith(".json"):
        return
    assert deskready(command, "--help").returncode == 0


def test_every_option_of_the_readme_is_there() -> None:
    known = "".join(deskready(command, "--help").stdout for command in ("audit", "show"))
    for option in set(re.findall(r"(?<![\w-])--[a-z-]+", listings("console")[1])):
        assert option in known, option


def test_every_key_of_the_readme_is_a_command() -> None:
    table = README[README.index("| key | does |") : README.index("If the program is killed")]
    keys = set(re.findall(r"`(.)`", table))
    assert keys == {key for command in COMMANDS for key in command.key.replace("question_mark", "?").split(",")} - {
        "f1"
    }


def test_every_exit_code_of_the_readme_is_one() -> None:
    from deskready.cli.exit_code import ExitCode

    table = README[README.index("| exit code | means |") : README.index("What leaves your computer")]
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)} == {int(code) for code in ExitCode}


@pytest.mark.parametrize("path", documents.DOCUMENTS, ids=lambda path: path.name)
def test_what_documents_say_of_registries_is_up_to_date(path: Path) -> None:
    text = path.read_text("utf-8")
    assert documents.renewed(text) == text, "run python tests/documents.py"


@pytest.mark.parametrize("name", documents.PARTS)
def test_every_part_that_is_made_stands_in_a_document(name: str) -> None:
    part = documents.PARTS[name]()
    assert any(f"<!-- made: {name} -->\n{part}\n" in path.read_text("utf-8") for path in documents.DOCUMENTS)


def test_every_command_format_and_exit_code_has_its_row() -> None:
    from deskready.cli.exit_code import ExitCode
    from deskready.cli.names import COMMANDS

    told = re.findall(r"^\| `deskready ([a-z]+)` \| [A-Z].*\. \|$", README, re.MULTILINE)
    assert sorted(told) == list(COMMANDS)
    for form in FORMATS:
        assert f"| `{form.name}` | `{form.suffix}` | {form.title.words} |" in README
    for code in ExitCode:
        assert f"| {code:d} | {code.meaning.words} |" in README


def test_a_part_that_is_out_of_date_is_written_anew() -> None:
    old = "a\n<!-- made: formats -->\nold\nolder\n<!-- end of formats -->\nb <!-- made: else -->"
    assert documents.renewed(old) == (
        f"a\n<!-- made: formats -->\n{documents.formats()}\n<!-- end of formats -->\nb <!-- made: else -->"
    )


def test_the_picture_shows_the_program() -> None:
    picture = (ROOT / "tests" / "goldens" / "audit.svg").read_text("utf-8").replace("&#160;", " ")
    for text in ("Typical voice agent", "Internet speed", "Background noise", "Not ready"):
        assert text in picture
