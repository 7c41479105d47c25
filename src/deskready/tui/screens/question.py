"""Puts a check's question to the person."""

from textual import on
from textual.app import ComposeResult
from textual.containers import ItemGrid, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from deskready.core.declare.check import Question
from deskready.tui.screens.dialog import Dialog

_BUTTON_FRAME = 4
"""Columns of a button that are not its text."""


class QuestionScreen(Dialog[str]):
    """One question, with its choices as buttons or a line to write on.

    Attributes:
        over: Nobody waits for the answer any more: it goes as soon as it is the top screen.
    """

    def __init__(self, title: str, question: Question) -> None:
        super().__init__()
        self.over = False
        self._title = title
        self._question = question

    def compose(self) -> ComposeResult:
        """The question and the ways to answer it."""
        with VerticalScroll(can_focus=False, classes="box") as box:
            box.border_title = Content(f" {self._title} ")
            yield Static(Content(self._question.text))
            if self._question.choices:
                with ItemGrid(min_column_width=max(map(len, self._question.choices)) + _BUTTON_FRAME):
                    for number, choice in enumerate(self._question.choices):
                        yield Button(Content(choice), name=str(number))
            else:
                yield Input(placeholder="Your answer")
            told = "" if self._question.permits else "Your answer is marked as told by you. "
            yield Static(Content(f"{told}Escape cancels this check."), classes="muted")

    def on_screen_resume(self) -> None:
        """What lay above is gone."""
        if self.over:
            self.dismiss(None)

    @on(Button.Pressed)
    def _chosen(self, event: Button.Pressed) -> None:
        self.dismiss(self._question.choices[int(event.button.name or 0)])

    @on(Input.Submitted)
    def _written(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)
