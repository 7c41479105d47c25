"""Offers to go on with an audit that was interrupted."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Audit
from deskready.core.words.wording import count
from deskready.tui.screens.dialog import Dialog


class ResumeScreen(Dialog[str]):
    """Answers with `resume` or `discard`; Escape keeps it for the next time."""

    def __init__(self, audit: Audit) -> None:
        super().__init__()
        self._audit = audit

    def compose(self) -> ComposeResult:
        """What there is, and what can be done with it."""
        checks = self._audit.checks
        done = [check for check in checks if check.outcome is not Outcome.NOT_RUN]
        when = self._audit.started.replace("T", " ")[:16]
        with Vertical(classes="box") as box:
            box.border_title = Content(" An audit was interrupted ")
            yield Static(Content(f"It began on {when} and has {len(done)} of {count(len(checks), 'check')} done."))
            yield Static(Content("Going on keeps what was measured and runs the rest."), classes="muted")
            with Horizontal(classes="buttons"):
                yield Button("Throw it away", id="discard")
                yield Button("Go on with it", id="resume", variant="primary")

    def on_mount(self) -> None:
        """Going on is one Enter away."""
        self.query_one("#resume").focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id)
