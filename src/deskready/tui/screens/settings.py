"""Shows what cannot be understood of the settings, before anything is measured."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from deskready.core.words.message import text
from deskready.core.words.say import say
from deskready.core.words.text import Words
from deskready.tui.screens.dialog import Dialog

_TITLE = text("broken-settings.title", "Your settings cannot be understood")
_WHY = text(
    "broken-settings.why",
    "They say what deskready may do and whose servers it uses, so nothing is measured and nobody is contacted yet.",
)
_HOW = text(
    "broken-settings.how",
    "Correct the file in an editor, then try again. Set aside, it is kept under another name, and you are asked anew. "
    "Escape only looks.",
)
_ASIDE = text("broken-settings.aside", "Set it aside")
_AGAIN = text("broken-settings.again", "Try again")


class SettingsScreen(Dialog[str]):
    """Answers with `again` or `aside`; Escape leaves the file as it is, and nothing is measured."""

    def __init__(self, faults: Sequence[Words]) -> None:
        super().__init__()
        self._faults = faults

    def compose(self) -> ComposeResult:
        """What is wrong, what follows from it, two ways on."""
        with VerticalScroll(can_focus=False, classes="box") as box:
            box.border_title = Content(f" {say(_TITLE)} ")
            yield Static(Content(say(_WHY)))
            for fault in self._faults:
                yield Static(Content(say(fault)), classes="fault")
            yield Static(Content(say(_HOW)), classes="muted")
            with Horizontal(classes="buttons"):
                yield Button(Content(say(_ASIDE)), id="aside")
                yield Button(Content(say(_AGAIN)), id="again", variant="primary")

    def on_mount(self) -> None:
        """What changes nothing is one Enter away."""
        self.query_one("#again").focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id)
