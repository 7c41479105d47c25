"""Chooses a profile."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from deskready.store.profiles import Entry
from deskready.tui.screens.dialog import Dialog


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
            box.border_title = Content(" Requirements to judge by ")
            yield OptionList(*(self._option(entry) for entry in self._profiles))
            hint = "Enter judges by it at once; nothing is measured again. Escape leaves it as it is."
            yield Static(Content(hint), classes="muted")

    def on_mount(self) -> None:
        """The current one is selected."""
        ids = [entry.id for entry in self._profiles]
        if self._current in ids:
            self.query_one(OptionList).highlighted = ids.index(self._current)

    def _option(self, entry: Entry) -> Option:
        mark = "● " if entry.id == self._current else "  "
        if entry.profile is None:
            reason = str(entry.mistakes[0]) if entry.mistakes else "It cannot be used."
            text = Content.assemble(mark, (entry.id, "bold"), "\n    ", (reason, "$text-error"))
            return Option(text, disabled=True)
        below = f"{entry.publisher}, {entry.profile.date}"
        return Option(
            Content.assemble(mark, (entry.title, "bold"), "\n    ", (below, "$foreground-muted")), id=entry.id
        )

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)
