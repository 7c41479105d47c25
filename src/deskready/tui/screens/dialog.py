"""The base of every dialog: a box in the middle, Escape leaves, arrow keys move between its controls."""

from typing import Generic, TypeVar

from textual.binding import Binding
from textual.screen import ModalScreen

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
        Binding("escape", "leave", "Back"),
        Binding("q", "app.quit", "Quit", show=False),  # a dialog hides the program's own keys
        Binding("left,up", "app.focus_previous", "Previous", show=False),
        Binding("right,down", "app.focus_next", "Next", show=False),
    ]

    def action_leave(self) -> None:
        """Leaves without an answer."""
        self.dismiss(None)
