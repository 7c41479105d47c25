"""Chooses a profile."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from deskready.core.words.message import text
from deskready.core.words.published import published
from deskready.core.words.say import say
from deskready.store.profiles import Entry
from deskready.tui.screens.dialog import Dialog

_TITLE = text("profile-choice.title", "Requirements to judge by")
_HINT = text("profile-choice.hint", "Enter judges by it at once; nothing is measured again. Escape leaves it as it is.")
_UNUSABLE = text("profile-choice.unusable", "It cannot be used.")


class ProfileScreen(Dialog[str]):
    """Every profile of this machine; answers with the chosen one's id."""

    BINDINGS = []

    def __init__(self, profiles: Sequence[Entry], current: str) -> None:
        super().__init__()
        self._profiles = profiles
        self._current = current

    def compose(self) -> ComposeResult:
        """A list; broken profiles stand in it with their mistake and cannot be chosen."""
        with Vertical(classes="box") as box:
            box.border_title = Content(f" {say(_TITLE)} ")
            yield OptionList(*(self._option(entry) for entry in self._profiles))
            yield Static(Content(say(_HINT)), classes="muted")

    def on_mount(self) -> None:
        """The current one is selected."""
        ids = [entry.id for entry in self._profiles]
        if self._current in ids:
            self.query_one(OptionList).highlighted = ids.index(self._current)

    def _option(self, entry: Entry) -> Option:
        mark = "● " if entry.id == self._current else "  "
        if entry.profile is None:
            reason = say(entry.mistakes[0].whole if entry.mistakes else _UNUSABLE)
            shown = Content.assemble(mark, (entry.id, "bold"), "\n    ", (reason, "$text-error"))
            return Option(shown, disabled=True)
        title = say(published(entry.id, "title", entry.title))
        below = f"{entry.publisher}, {entry.profile.date}"
        return Option(Content.assemble(mark, (title, "bold"), "\n    ", (below, "$foreground-muted")), id=entry.id)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)
