"""The base of every dialog: a box in the middle, Escape leaves, arrow keys move between its controls."""

from typing import Generic, TypeVar

from textual.binding import Binding
from textual.screen import ModalScreen

from deskready.core.words.message import text
from deskready.core.words.say import say

BACK = text("dialog.back", "Back")
"""Leaves a dialog or a screen."""
_QUIT = text("dialog.quit", "Quit")
_PREVIOUS = text("dialog.previous", "Previous")
_NEXT = text("dialog.next", "Next")
Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """A box above the audit. Dismissed with an answer, or with None where the person left it."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        .box {
            width: 72;
            max-width: 96%;
            height: auto;
            max-height: 94%;
            padding: 1 2;
            border: round $primary;
            border-title-style: bold;
            background: $surface;
        }
        Static { height: auto; margin-bottom: 1; }
        .muted { color: $text-muted; }
        .error { color: $text-error; display: none; &.-shown { display: block; } }
        .buttons { height: auto; align-horizontal: right; Button { margin-left: 2; } }
    }
    """
    BINDINGS = [
        Binding("escape", "leave", say(BACK)),
        Binding("q", "app.quit", say(_QUIT), show=False),  # a dialog hides the program's own keys
        Binding("left,up", "app.focus_previous", say(_PREVIOUS), show=False),
        Binding("right,down", "app.focus_next", say(_NEXT), show=False),
    ]

    def action_leave(self) -> None:
        """Leaves without an answer."""
        self.dismiss(None)
