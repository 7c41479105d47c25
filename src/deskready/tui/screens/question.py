"""Puts a check's question to the person."""

from textual import on
from textual.app import ComposeResult
from textual.containers import ItemGrid, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from deskready.core.declare.check import Question
from deskready.core.words.message import sentences, text
from deskready.core.words.say import say
from deskready.core.words.text import Text, Words, text_of
from deskready.tui.screens.dialog import Dialog

_YOUR_ANSWER = text("question.your-answer", "Your answer")
_MARKED = text("question.marked", "Your answer is marked as told by you.")
_ESCAPE = text("question.escape", "Escape cancels this check.")
_BUTTON_FRAME = 4
"""Columns of a button that are not its text."""


class QuestionScreen(Dialog[str]):
    """One question, with its choices as buttons or a line to write on.

    Args:
        title: Whose question it is.
        question: What is asked.
        leaves: What Escape does.

    Attributes:
        over: Nobody waits for the answer any more: it goes as soon as it is the top screen.
    """

    def __init__(self, title: Words, question: Question, leaves: Text = _ESCAPE) -> None:
        super().__init__()
        self.over = False
        self._title = title
        self._question = question
        self._leaves = leaves

    def compose(self) -> ComposeResult:
        """The question and the ways to answer it."""
        with VerticalScroll(can_focus=False, classes="box") as box:
            box.border_title = Content(f" {say(self._title)} ")
            yield Static(Content(say(self._question.text)))
            choices = [say(choice) for choice in self._question.choices]
            if choices:
                widest = max(Content(choice).cell_length for choice in choices)
                with ItemGrid(min_column_width=widest + _BUTTON_FRAME):
                    for number, choice in enumerate(choices):
                        yield Button(Content(choice), name=str(number))
            else:
                yield Input(placeholder=say(_YOUR_ANSWER))
            hint = self._leaves if self._question.permits else sentences(_MARKED, self._leaves)
            yield Static(Content(say(hint)), classes="muted")

    def on_screen_resume(self) -> None:
        """What lay above is gone."""
        if self.over:
            self.dismiss(None)

    @on(Button.Pressed)
    def _chosen(self, event: Button.Pressed) -> None:
        self.dismiss(text_of(self._question.choices[int(event.button.name or 0)]).words)

    @on(Input.Submitted)
    def _written(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)
