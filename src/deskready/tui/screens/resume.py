"""Offers to go on with an audit that was interrupted."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Audit
from deskready.core.clock import show_local
from deskready.core.words.message import counted, text
from deskready.core.words.say import say
from deskready.core.words.text import typed
from deskready.tui.screens.dialog import Dialog

_TITLE = text("resume.title", "An audit was interrupted")
_BEGAN = counted(
    "resume.began",
    "It began on {when} and has {done} of {count} check done.",
    "It began on {when} and has {done} of {count} checks done.",
)
_GOING_ON = text("resume.going-on", "Going on keeps what was measured and runs the rest.")
_DISCARD = text("resume.discard", "Throw it away")
_RESUME = text("resume.resume", "Go on with it")


class ResumeScreen(Dialog[str]):
    """Answers with `resume` or `discard`; Escape keeps it for the next time."""

    def __init__(self, audit: Audit) -> None:
        super().__init__()
        self._audit = audit

    def compose(self) -> ComposeResult:
        """What there is, and what can be done with it."""
        checks = self._audit.checks
        done = [check for check in checks if check.outcome is not Outcome.NOT_RUN]
        when = typed(show_local(self._audit.started))
        with Vertical(classes="box") as box:
            box.border_title = Content(f" {say(_TITLE)} ")
            yield Static(Content(say(_BEGAN(when=when, done=len(done), count=len(checks)))))
            yield Static(Content(say(_GOING_ON)), classes="muted")
            with Horizontal(classes="buttons"):
                yield Button(Content(say(_DISCARD)), id="discard")
                yield Button(Content(say(_RESUME)), id="resume", variant="primary")

    def on_mount(self) -> None:
        """Going on is one Enter away."""
        self.query_one("#resume").focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id)
