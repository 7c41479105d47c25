import io
import sys

import pytest

from deskready.cli.narration import Narrator


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class _Gone(io.StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError


def _terminal(monkeypatch: pytest.MonkeyPatch) -> _Terminal:
    """A terminal in place of standard error; set up in the test itself, because pytest sets its own before that."""
    stream = _Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    return stream


def test_a_line_that_stays_replaces_the_one_that_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _terminal(monkeypatch)
    narrator = Narrator()
    narrator.status("three")
    narrator.tell("done")
    assert terminal.getvalue() == "three\r     \rdone\n"


def test_the_changing_line_is_painted_only_when_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _terminal(monkeypatch)
    narrator = Narrator()
    for text in ("one", "one", "two", ""):
        narrator.status(text)
    assert terminal.getvalue() == "one\r   \rtwo\r   \r"


def test_wide_characters_are_blanked_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _terminal(monkeypatch)
    narrator = Narrator()
    narrator.status("日本")
    narrator.status("")
    assert terminal.getvalue() == "日本\r    \r"


def test_a_long_line_is_cut_to_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _terminal(monkeypatch)
    Narrator().status("x" * 200)
    assert terminal.getvalue() == "x" * 79


def test_control_characters_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _terminal(monkeypatch)
    narrator = Narrator()
    narrator.tell("\x1b[31mred")
    narrator.status("a\nb\x9b")
    assert terminal.getvalue() == "\ufffd[31mred\na b\ufffd"


def test_without_a_terminal_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    narrator = Narrator()
    narrator.status("one")
    narrator.tell("two")
    assert stream.getvalue() == "two\n"


@pytest.mark.parametrize("stream", [None, _Gone()])
def test_that_nobody_listens_is_no_error(stream: io.StringIO | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    Narrator().tell("two")
    Narrator().status("two")
