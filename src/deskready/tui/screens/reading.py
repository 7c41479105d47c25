"""Shows a text that the person reads aloud: large, with the time that is left and a meter of their voice."""

import time
from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from deskready.core.audit.check_state import CheckState, Phase
from deskready.core.declare.unit import Unit
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.core.words.text import Quantity
from deskready.tui.screens.dialog import Dialog
from deskready.tui.view.bar import level_bar, progress_bar

_FINISHED = text("reading.finished", "I have finished")
_CANCEL = text("reading.cancel", "Cancel")
_HINT = text("reading.hint", "It ends by itself when you have finished, or with Enter. Esc cancels.")
_YOU = text("reading.you", "You")
_TIME = text("reading.time", "Time")
_LEFT = message("reading.left", "{time} left")
_LEFT_CELLS = 11
"""Cells that the time that is left has at least, so that its bar does not grow when it has fewer digits."""
_REPAINTS_PER_SECOND = 10


class ReadingScreen(Dialog[str]):
    """The text of one check, until the check takes it away.

    Dismissed with `cancel` or `done` where the person ends it, with None where the check does.

    Args:
        snapshot: The check at any moment.
    """

    DEFAULT_CSS = """
    ReadingScreen {
        .box { width: 76; padding: 1 3; border-subtitle-align: right; border-subtitle-color: $text-error; }
        #told { color: $text-primary; text-style: bold; }
        #left, #meter { margin-bottom: 0; }
        #hint { margin: 1 0 0 0; }
        &.-low .box { padding: 0 1; }
        &.-low #told { margin: 0; }
        &.-low #hint { display: none; }
        &.-low Script { padding: 0; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-tall")]
    BINDINGS = [
        Binding("enter,e", "done", say(_FINISHED)),
        Binding("escape,x", "leave", say(_CANCEL)),
    ]

    def __init__(self, snapshot: Callable[[], CheckState]) -> None:
        super().__init__()
        self._snapshot = snapshot
        self._begun = time.monotonic()
        self._state = snapshot()
        self._seconds = self._state.instruction_seconds

    def compose(self) -> ComposeResult:
        """What to do, what to read, and how it goes."""
        with Vertical(classes="box") as box:
            box.border_title = Content(f" {say(self._state.info.title)} ")
            box.border_subtitle = Content("".join(f" {say(mark.on)} " for mark in self._state.marks))
            yield Static(Content(say(self._state.instruction)), id="told")
            yield Script(self._state.script)
            yield Static(id="meter")
            yield Static(id="left")
            hint = Content(say(_HINT))
            yield Static(hint, id="hint", classes="muted")

    def on_mount(self) -> None:
        """Begins to count."""
        self.set_interval(1 / _REPAINTS_PER_SECOND, self._repaint)
        self.call_after_refresh(self._repaint)

    def action_done(self) -> None:
        """Ends the reading."""
        self.dismiss("done")

    def action_leave(self) -> None:
        """Ends the check."""
        self.dismiss("cancel")

    def _repaint(self) -> None:
        state = self._snapshot()
        if state.phase is not Phase.RUNNING or not state.script:
            if self.is_current:
                self.dismiss(None)
            return
        told, left = self.query_one("#told", Static), self.query_one("#left", Static)
        width = told.content_size.width
        plot = state.plots[-1] if state.plots else None
        if plot is not None:
            you, _ = _names()
            bar = level_bar(plot.values[-1], width - you.cell_length)
            self.query_one("#meter", Static).update(Content.assemble(you, bar))
        if self._seconds:
            gone = min(self._seconds, time.monotonic() - self._begun)
            words = Content(say(_LEFT(time=Quantity(self._seconds - gone, Unit.SECOND, 0))))
            words = words.pad_left(max(1, _LEFT_CELLS - words.cell_length))
            _, name = _names()
            bar = progress_bar(1 - gone / self._seconds, width - name.cell_length - words.cell_length)
            left.update(Content.assemble(name, bar, words))


def _names() -> tuple[Content, Content]:
    """What the two bars are named, with room behind: they begin at the same place."""
    you, left = Content(say(_YOU)), Content(say(_TIME))
    cells = max(you.cell_length, left.cell_length) + 1
    return you.pad_right(cells - you.cell_length), left.pad_right(cells - left.cell_length)


class Script(Static):
    """A text in lines that are easy to follow: short, and with room between them where there is any."""

    DEFAULT_CSS = """
    Script { text-style: bold; text-align: center; padding: 1 0; }
    """
    LINE_CELLS = 46
    """Cells that a line has at most."""
    OTHER_LINES = 15
    """Lines of the screen that are not for the text. Where the rest suffices, its own have empty ones between."""

    text: reactive[str] = reactive("")
    """What is read."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.set_reactive(Script.text, text)

    def on_resize(self) -> None:
        """Breaks the text anew."""
        height = self.app.size.height - self.OTHER_LINES
        self.update(Content.assemble(script_lines(self.text, self.content_size.width, height)))


def script_lines(text: str, width: int, height: int) -> Content:
    """The text in lines of at most `Script.LINE_CELLS` cells.

    Args:
        text: What is read.
        width: Cells that there are.
        height: Lines that there are. If they suffice, there is an empty one between two of the text's.
    """
    lines = Content(text).wrap(max(1, min(width, Script.LINE_CELLS)))
    between = "\n\n" if 2 * len(lines) - 1 <= height else "\n"
    return Content(between).join(line.rstrip() for line in lines)
