"""The README is true: its listing runs, its commands and keys exist, its picture shows the program."""

import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from deskready.core.audit.record import Audit
from deskready.core.profile.file import read_profile
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
    assert check.measurements[0].metric == "computer.disk.free"
    assert check.measurements[0].value > 0  # type: ignore[operator]


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


def test_the_picture_shows_the_program() -> None:
    picture = (ROOT / "tests" / "goldens" / "audit.svg").read_text("utf-8").replace("&#160;", " ")
    for text in ("Typical voice agent", "Internet speed", "Background noise", "Not ready"):
        assert text in picture
