"""Asks once, before the first check that listens, spends data or uses a third party with a policy of its own."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from deskready.core.declare.consent import ConsentText
from deskready.core.declare.policy import Policy
from deskready.tui.screens.dialog import Dialog


class ConsentScreen(Dialog[bool]):
    """One question, yes or no. The answer is remembered."""

    BINDINGS = [Binding("y", "say(True)", "Yes"), Binding("n", "say(False)", "No")]

    def __init__(self, text: ConsentText | Policy, checks: list[str]) -> None:
        super().__init__()
        self._text = text
        self._checks = checks

    def compose(self) -> ComposeResult:
        """Question, what follows from either answer, two buttons."""
        text = self._text
        with VerticalScroll(can_focus=False, classes="box") as box:
            box.border_title = Content(" Before we start ")
            yield Static(Content.styled(text.question, "bold"))
            yield Static(Content(text.explanation))
            if isinstance(text, Policy):
                yield Static(Content(f"Their policy: {text.link}"))
            needed = "Asked for" if isinstance(text, Policy) else "Needed for"
            needed_by = f"{needed}: {', '.join(self._checks)}. Your answer is remembered; c asks again."
            yield Static(Content(needed_by), classes="muted")
            with Horizontal(classes="buttons"):
                yield Button("No, leave it out (n)", id="no")
                yield Button("Yes (y)", id="yes", variant="primary")

    def on_mount(self) -> None:
        """One Enter away is what harms nobody: a yes to what stays here, a no to what somebody else publishes."""
        self.query_one("#no" if isinstance(self._text, Policy) else "#yes").focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_say(self, answer: bool) -> None:
        """Answers."""
        self.dismiss(answer)
