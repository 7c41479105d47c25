"""Asks once, before the first check that listens, spends data or uses a third party with a policy of its own."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from deskready.core.declare.consent import ConsentText
from deskready.core.declare.policy import Policy
from deskready.core.words.message import message, row, sentences, text
from deskready.core.words.say import say
from deskready.core.words.text import Text, typed
from deskready.tui.screens.dialog import Dialog
from deskready.tui.view import keys
from deskready.tui.view.keys import key

_YES = text("consent.yes", "Yes")
_NO = text("consent.no", "No")
_TITLE = text("consent.title", "Before we start")
_POLICY = message("consent.policy", "Their policy: {link}")
_ASKED_FOR = message("consent.asked-for", "Asked for: {checks}.")
_NEEDED_FOR = message("consent.needed-for", "Needed for: {checks}.")
_REMEMBERED = message("consent.remembered", "Your answer is remembered; {key} asks again.")(key=key(keys.ALLOW))
_LEAVE_OUT = message("consent.leave-out", "No, leave it out ({key})")(key=key(keys.NO))
_YES_KEY = message("consent.yes-key", "Yes ({key})")(key=key(keys.YES))


class ConsentScreen(Dialog[bool]):
    """One question, yes or no. The answer is remembered."""

    BINDINGS = [Binding(keys.YES, "answer(True)", say(_YES)), Binding(keys.NO, "answer(False)", say(_NO))]

    def __init__(self, asked: ConsentText | Policy, checks: list[Text]) -> None:
        super().__init__()
        self._asked = asked
        self._checks = checks

    def compose(self) -> ComposeResult:
        """Question, what follows from either answer, two buttons."""
        asked = self._asked
        with VerticalScroll(can_focus=False, classes="box") as box:
            box.border_title = Content(f" {say(_TITLE)} ")
            yield Static(Content.styled(say(asked.question), "bold"))
            yield Static(Content(say(asked.explanation)))
            if isinstance(asked, Policy):
                yield Static(Content(say(_POLICY(link=typed(asked.link)))))
            needed_by = (_ASKED_FOR if isinstance(asked, Policy) else _NEEDED_FOR)(checks=row(*self._checks))
            yield Static(Content(say(sentences(needed_by, _REMEMBERED))), classes="muted")
            with Horizontal(classes="buttons"):
                yield Button(Content(say(_LEAVE_OUT)), id="no")
                yield Button(Content(say(_YES_KEY)), id="yes", variant="primary")

    def on_mount(self) -> None:
        """One Enter away is what harms nobody: a yes to what stays here, a no to what somebody else publishes."""
        self.query_one("#no" if isinstance(self._asked, Policy) else "#yes").focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """Answers."""
        self.dismiss(answer)
