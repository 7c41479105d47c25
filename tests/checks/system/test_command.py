"""What programs print, and why they do not: with real processes."""

import sys
import time
from pathlib import Path

import pytest

from deskready_checks.system import command
from deskready_checks.system.command import json_of, output_of, printed
from deskready_checks.system.unread import Unread, Why

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="runs a shell script")


def python(code: str) -> list[str]:
    """A program that runs this."""
    return [sys.executable, "-c", code]


def reason(of: list[str], seconds: float = 30.0) -> Why:
    """Why a program's output cannot be had."""
    with pytest.raises(Unread) as caught:
        output_of(of, seconds)
    assert caught.value.detail
    return caught.value.why


def test_what_it_prints_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert output_of(python("import os; print(os.environ['LC_ALL'])")).strip() == "C"


def test_it_is_looked_for_in_the_systems_own_folders_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(command, "_PLACES", str(Path(sys.executable).parent))
    assert output_of([Path(sys.executable).name, "-c", "print(7)"]) == "7\n"


def test_a_program_that_is_not_installed() -> None:
    assert reason(["there-is-no-such-program"]) is Why.SILENT


@posix_only
def test_a_program_that_cannot_be_started(tmp_path: Path) -> None:
    (tmp_path / "broken").write_text("#!/no/such/interpreter\n")
    (tmp_path / "broken").chmod(0o755)
    assert reason([str(tmp_path / "broken")]) is Why.SILENT


def test_a_failure_has_no_output() -> None:
    assert reason(python("print('unknown oid'); raise SystemExit(1)")) is Why.SILENT


def test_a_program_that_does_not_end_is_ended() -> None:
    begun = time.monotonic()
    assert reason(python("import time; print('x', flush=True); time.sleep(60)"), 0.5) is Why.LATE
    assert time.monotonic() - begun < 30


@posix_only
def test_what_it_leaves_behind_does_not_hold_us_up() -> None:
    """A process that outlives it keeps the pipe open."""
    assert reason(["sh", "-c", "sleep 20 & echo done"], 0.5) is Why.LATE


def test_a_flood_is_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "LIMIT", 1000)
    assert reason(python("while True: print('x' * 100)")) is Why.UNCLEAR
    assert len(output_of(python("print('x' * 999)"))) == 1000


def test_bytes_that_are_no_text_do_no_harm() -> None:
    assert output_of(python("import sys; sys.stdout.buffer.write(b'\\xff')")) in ("\ufffd", "\xff", "\xa0")


def test_json_of_any_shape() -> None:
    assert json_of(python("print('[1, {\"a\": null}]')")) == [1, {"a": None}]


@pytest.mark.parametrize("code", ["print('{')", "pass", "print('[' * 100_000)", "print('NaN')"])
def test_what_is_no_json(code: str) -> None:
    with pytest.raises(Unread) as caught:
        json_of(python(code))
    assert caught.value.why is Why.UNCLEAR


def test_one_of_several_that_cannot_tell_tells_nothing() -> None:
    assert printed(["there-is-no-such-program"]) == ""
    assert printed(python("raise SystemExit(3)")) == ""
    assert printed(python("print(7)")) == "7\n"
