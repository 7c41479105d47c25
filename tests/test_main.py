import subprocess
import sys
from pathlib import Path

import pytest

from deskready.cli.names import COMMANDS
from helpers.cli_desk import Desk

_FAILING = """
import sys
from deskready.cli import full_screen
def fail(arguments):
    secret = "a local" + " variable"
    raise {error}
full_screen.parse = fail
from deskready.__main__ import main
sys.exit(main())
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def _fails(desk: Desk, error: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _FAILING.format(error=error)], env=desk.environment, timeout=60, check=False,
        capture_output=True, text=True,
    )  # fmt: skip


def _imported(desk: Desk, *arguments: str) -> set[str]:
    """The top-level packages that a command imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "deskready", *arguments], env=desk.environment, timeout=60,
        check=False, capture_output=True, text=True, cwd=desk.folder,
    )  # fmt: skip
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


def test_the_version() -> None:
    from deskready import __version__

    done = subprocess.run(
        [sys.executable, "-m", "deskready", "--version"], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == f"deskready {__version__}\n"


def test_a_language_that_there_is_not_is_told(desk: Desk) -> None:
    done = desk.run("--version", DESKREADY_LANGUAGE="de")
    assert done.returncode == 0
    assert done.stderr == (
        "deskready: DESKREADY_LANGUAGE: there is no language de, so this is English. There are en and en-XA.\n"
    )
    assert desk.run("--version", DESKREADY_LANGUAGE="en-US").stderr == ""


def test_the_version_takes_nothing_that_makes_sentences(desk: Desk) -> None:
    assert "deskready" in _imported(desk, "--version")
    assert not _imported(desk, "--version") & {"msgspec", "typer", "textual", "gettext"}


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        ("full_screen.UsageError('It is wrong.', 'Do it right.')", 2, "deskready: It is wrong. Do it right.\n"),
        ("KeyboardInterrupt", 130, ""),
        ("BrokenPipeError", 141, ""),
    ],
    ids=["usage", "interrupt", "pipe"],
)
def test_errors_end_in_their_code(desk: Desk, error: str, code: int, told: str) -> None:
    done = _fails(desk, error)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", told)


def test_an_internal_error_is_one_clean_line_and_details_in_the_log(desk: Desk) -> None:
    done = _fails(desk, r"ValueError('boom \x1b[31m\n two')")
    assert done.returncode == 70
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "internal error: ValueError: boom \ufffd[31m" in done.stderr
    assert "Traceback" not in done.stderr
    log = desk.home / "state" / "deskready.log"
    assert str(log) in done.stderr
    assert "line 6, in fail" in log.read_text()
    assert "a local variable" not in log.read_text()


def test_an_internal_error_is_told_also_where_the_log_cannot_be_written(desk: Desk) -> None:
    (desk.home / "state").write_text("a file where the folder should be")
    done = _fails(desk, "ValueError('boom')")
    assert done.returncode == 70
    assert "could not be written" in done.stderr


def test_a_module_that_is_missing_ends_in_one_line_too(desk: Desk) -> None:
    done = _fails(desk, "ImportError('No module named zzz')")
    assert (done.returncode, len(done.stderr.splitlines())) == (70, 1)


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("audit", "--help"), ("audit", "toy.good", "--format", "json"), ("checks", "--json"), ("profiles",)],
    ids=" ".join,
)
def test_nothing_heavy_is_imported(desk: Desk, arguments: tuple[str, ...]) -> None:
    imported = _imported(desk, *arguments)
    assert "deskready" in imported  # the measuring works
    assert not imported & {"textual", "numpy", "rich", "sounddevice", "speedtest", "jinja2"}


def test_listing_the_checks_loads_no_command_line_library(desk: Desk) -> None:
    assert "typer" not in _imported(desk, "checks")
    assert "typer" in _imported(desk, "checks", "--help")


@pytest.mark.parametrize("word", COMMANDS)
def test_a_command_goes_first(desk: Desk, word: str) -> None:
    done = desk.run("--profile", "p", word)
    assert done.returncode == 2
    assert f"./{word}" in done.stderr
