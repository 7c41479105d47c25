"""Asks once, before the first check that listens or spends data."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from deskready.core.check import Consent
from deskready.core.consent import CONSENT_TEXT
from deskready.tui.screens.dialog import Dialog


class ConsentScreen(Dialog[bool]):
    """One question, yes or no. The answer is remembered."""

    BINDINGS = [Binding("y", "say(True)", "Yes"), Binding("n", "say(False)", "No")]

    def __init__(self, consent: Consent, checks: list[str]) -> None:
        super().__init__()
        self._consent = consent
        self._checks = checks

    def compose(self) -> ComposeResult:
        """Question, what follows from either answer, two buttons."""
        text = CONSENT_TEXT[self._consent]
        with VerticalScroll(can_focus=False, classes="box") as box:
            box.border_title = Content(" Before we start ")
            yield Static(Content.styled(text.question, "bold"))
            yield Static(Content(text.explanation))
            needed_by = f"Needed for: {', '.join(self._checks)}. Your answer is remembered; c asks again."
            yield Static(Content(needed_by), classes="muted")
            with Horizontal(classes="buttons"):
                yield Button("No, leave it out (n)", id="no")
                yield Button("Yes (y)", id="yes", variant="primary")

    def on_mount(self) -> None:
        """Yes is one Enter away."""
        self.query_one("#yes").focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_say(self, answer: bool) -> None:
        """Answers."""
        self.dismiss(answer)
