import subprocess
import sys
from pathlib import Path

import pytest

from deskready.cli.full_screen import Request, parse
from deskready.core.errors import UsageError
from helpers.cli_desk import Desk

_STAND_IN = """
import sys, types
from deskready.cli import full_screen, found
full_screen.is_terminal = lambda stream: True
app = types.ModuleType("deskready.tui.app")
def run(installed, tell, file, profile):
    print(type(installed).__name__, installed is found.installed(), file, profile)
    print([name for name in ("typer", "textual", "numpy") if name in sys.modules])
    return 0
app.run = run
sys.modules["deskready.tui.app"] = app
from deskready.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize(
    ("words", "request_"),
    [
        ([], Request()),
        (["a.json"], Request(Path("a.json"))),
        (["sub/audit"], Request(Path("sub/audit"))),
        (["--profile", "p"], Request(None, "p")),
        (["--profile=p"], Request(None, "p")),
        (["a.json", "--profile", "p"], Request(Path("a.json"), "p")),
        (["--profile", "p", "a.json"], Request(Path("a.json"), "p")),
        (["--", "--odd.json"], Request(Path("--odd.json"))),
    ],
)
def test_the_grammar(words: list[str], request_: Request) -> None:
    assert parse(words) == request_


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["audti"], "Did you mean audit?"),
        (["porfiles"], "Did you mean profiles?"),
        (["zzz"], "--help"),
        (["--profil", "p"], "Did you mean --profile?"),
        (["--profile"], "`deskready profiles` lists them"),
        (["--profile="], "`deskready profiles` lists them"),
        (["a.json", "b.json"], "Only one"),
        (["--profile", "p", "audit"], "given as ./audit"),
        (["au\x1b[31mdit"], "\ufffd[31m"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_hint(words: list[str], told: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(words)
    assert told in str(refused.value)
    assert "\x1b" not in str(refused.value)


def test_a_file_without_a_suffix_opens_when_it_exists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").touch()
    monkeypatch.chdir(tmp_path)
    assert parse(["mine"]) == Request(Path("mine"))


@pytest.mark.parametrize(
    ("words", "instead"), [((), "deskready audit"), (("audit.json",), "deskready show FILE")], ids=["new", "saved"]
)
def test_without_a_terminal_one_line_says_what_to_use(audited: Desk, words: tuple[str, ...], instead: str) -> None:
    done = audited.run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert f"`{instead}`" in done.stderr


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("none.json", "no such file"), ("notes.json", "not JSON"), ("report.md", "this is a report")],
)
def test_what_is_wrong_with_the_file_is_told_before_the_want_of_a_terminal(desk: Desk, name: str, wrong: str) -> None:
    (desk.folder / "notes.json").write_text("notes")
    (desk.folder / "report.md").touch()
    done = desk.run(f"./{name}")
    assert (done.returncode, done.stdout) == (2, "")
    assert wrong in done.stderr
    assert "terminal" not in done.stderr


def test_it_is_handed_what_is_installed_before_anything_heavy_is_imported(desk: Desk) -> None:
    desk.write("audit.json", "{}")
    done = subprocess.run(
        [sys.executable, "-c", _STAND_IN, "./audit.json", "--profile", "p"], env=desk.environment, timeout=60,
        check=True, capture_output=True, text=True, cwd=desk.folder,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["Installed True audit.json p", "[]"]
