"""The keys, and what signs and words mean."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from deskready.core.verdict import Mark
from deskready.core.wording import MARK_SYMBOL, MARK_WORD
from deskready.tui.commands import COMMANDS
from deskready.tui.palette import MARK_STYLE
from deskready.tui.screens.dialog import Dialog
from deskready.tui.widgets.bar import LEGEND

_MOVING = (
    ("arrows, Tab", "Select a check."),
    ("Enter, click", "Opens its details: measurements, why it matters, how to fix it."),
    ("Ctrl+P", "Finds every command by name."),
)


class HelpScreen(Dialog[None]):
    """One page of help."""

    def compose(self) -> ComposeResult:
        """Keys, signs, bar."""
        with VerticalScroll(classes="box") as box:
            box.border_title = Content(" Help ")
            box.border_subtitle = Content(" Escape closes ")
            yield Static(Content.styled("Keys", "bold"))
            yield Static(Content("\n").join([*(_key(*row) for row in _MOVING), *self._commands()]))
            yield Static(Content.styled("Signs", "bold"))
            yield Static(Content("\n").join(_mark(mark) for mark in Mark))
            yield Static(Content("✗ on a required line: not ready. ? on a required line: undecided."), classes="muted")
            yield Static(Content.styled("The bar", "bold"))
            yield Static(Content(LEGEND))

    @staticmethod
    def _commands() -> list[Content]:
        shown = {"question_mark,f1": "?, F1", "X": "Shift+X"}
        return [_key(shown.get(command.key, command.key), command.help()) for command in COMMANDS]


def _key(keys: str, text: str) -> Content:
    return Content.assemble((f"{keys:14}", "$text-primary bold"), text)


def _mark(mark: Mark) -> Content:
    return Content.assemble((f"{MARK_SYMBOL[mark]} {MARK_WORD[mark]}", MARK_STYLE[mark]))
