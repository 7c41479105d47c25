"""The keys, and what signs and words mean."""

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from deskready.core.judge.verdict import Mark
from deskready.core.words.message import text
from deskready.core.words.say import say
from deskready.core.words.terms import MARK_SYMBOL, MARK_WORD
from deskready.core.words.text import Text, Words
from deskready.tui.screens.dialog import Dialog
from deskready.tui.view.bar import LEGEND
from deskready.tui.view.palette import MARK_STYLE

_TITLE = text("help.title", "Help")
_CLOSES = text("help.closes", "Escape closes")
_KEYS = text("help.keys", "Keys")
_SIGNS = text("help.signs", "Signs")
_BAR = text("help.bar", "The bar")
_REQUIRED = text("help.required", "✗ on a required line: not ready. ? on a required line: undecided.")
_MOVING = (
    (text("help.arrows", "arrows, Tab"), text("help.select", "Select a check.")),
    (
        text("help.enter", "Enter, click"),
        text("help.opens", "Opens its details: measurements, why it matters, how to fix it."),
    ),
    (text("help.palette", "Ctrl+P"), text("help.finds", "Finds every command by name.")),
)
_SHOWN: dict[str, Words] = {"question_mark,f1": "?, F1", "X": text("help.shift-x", "Shift+X")}
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

    def __init__(self, commands: Sequence[tuple[str, Text]]) -> None:
        super().__init__()
        self._commands = commands
        """Key and meaning of every command."""

    def compose(self) -> ComposeResult:
        """Keys, signs, bar."""
        with VerticalScroll(classes="box") as box:
            box.border_title = Content(f" {say(_TITLE)} ")
            box.border_subtitle = Content(f" {say(_CLOSES)} ")
            yield Static(Content(say(_KEYS)), classes="heading")
            with Container(classes="keys"):
                for keys, meaning in self._rows():
                    yield Static(Content(say(keys)), classes="key")
                    yield Static(Content(say(meaning)))
            yield Static(Content(say(_SIGNS)), classes="heading")
            yield Static(Content("   ").join(_mark(mark) for mark in Mark))
            yield Static(Content(say(_REQUIRED)), classes="muted")
            yield Static(Content(say(_BAR)), classes="heading")
            yield Static(Content(say(LEGEND)))

    def _rows(self) -> Iterator[tuple[Words, Text]]:
        """Keys and what they do."""
        yield from _MOVING
        yield from ((_SHOWN.get(key, key), told) for key, told in self._commands)


def _mark(mark: Mark) -> Content:
    return Content.assemble((f"{MARK_SYMBOL[mark]} {say(MARK_WORD[mark])}", MARK_STYLE[mark]))
