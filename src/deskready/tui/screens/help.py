"""The keys, and what signs and words mean."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from deskready.core.judge.verdict import Mark
from deskready.core.words.wording import MARK_SYMBOL, MARK_WORD
from deskready.tui.screens.dialog import Dialog
from deskready.tui.view.bar import LEGEND
from deskready.tui.view.palette import MARK_STYLE

_MOVING = (
    ("arrows, Tab", "Select a check."),
    ("Enter, click", "Opens its details: measurements, why it matters, how to fix it."),
    ("Ctrl+P", "Finds every command by name."),
)
_SHOWN = {"question_mark,f1": "?, F1", "X": "Shift+X"}
"""Keys that have other names on the keyboard."""


class HelpScreen(Dialog[None]):
    """One page of help."""

    DEFAULT_CSS = """
    HelpScreen {
        .box { width: 88; }
        .keys { layout: grid; grid-size: 2; grid-columns: 15 1fr; grid-rows: auto; height: auto; margin-bottom: 1; }
        .keys Static { margin: 0; }
        .key { color: $text-primary; text-style: bold; }
        .heading { margin: 0; text-style: bold; color: $text-muted; }
    }
    """

    def __init__(self, commands: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._commands = commands
        """Key and meaning of every command."""

    def compose(self) -> ComposeResult:
        """Keys, signs, bar."""
        with VerticalScroll(classes="box") as box:
            box.border_title = Content(" Help ")
            box.border_subtitle = Content(" Escape closes ")
            yield Static(Content("Keys"), classes="heading")
            with Container(classes="keys"):
                for keys, text in (*_MOVING, *self._commands):
                    yield Static(Content(_SHOWN.get(keys, keys)), classes="key")
                    yield Static(Content(text))
            yield Static(Content("Signs"), classes="heading")
            yield Static(Content("   ").join(_mark(mark) for mark in Mark))
            yield Static(Content("✗ on a required line: not ready. ? on a required line: undecided."), classes="muted")
            yield Static(Content("The bar"), classes="heading")
            yield Static(Content(LEGEND))


def _mark(mark: Mark) -> Content:
    return Content.assemble((f"{MARK_SYMBOL[mark]} {MARK_WORD[mark]}", MARK_STYLE[mark]))
