"""Saves the audit: proposes a name, shows what went wrong, and loses nothing."""

import asyncio
import os
from functools import reduce
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from deskready.core.audit.record import Audit
from deskready.core.errors import DeskreadyError, UsageError
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.core.words.text import Part, file_name, typed
from deskready.desk.saving import propose_name, save
from deskready.formats.registry import RECORD, VIEWS
from deskready.store.paths import save_dir
from deskready.tui.screens.dialog import Dialog
from deskready.tui.widgets.tick import Tick

_TITLE = text("save.title", "Save this audit")
_KINDS = message("save.kinds", "The ending decides: {record} can be opened again, {others} are for reading.")
_BOTH = message("save.both", "{first} and {second}")
_IDENTITY = text("save.identity", "Include names and logs (devices, servers, programs)")
_REPLACE = text("save.replace", "Replace the file if it exists")
_BACK = text("save.back", "Back")
_SAVE = text("save.save", "Save")
_EXISTS = message("save.exists", "{file} exists already.")
_TICK = text("save.tick", "Tick Replace, or choose another name.")


class SaveScreen(Dialog[Path]):
    """Answers with the file that was written."""

    def __init__(self, audit: Audit) -> None:
        super().__init__()
        self._audit = audit

    def compose(self) -> ComposeResult:
        """A path to change, two choices, what went wrong, two buttons."""
        with VerticalScroll(can_focus=False, classes="box") as box:
            box.border_title = Content(f" {say(_TITLE)} ")
            yield Input(str(save_dir() / propose_name(self._audit)), id="path")
            names: list[Part] = [typed(form.suffix) for form in VIEWS]
            suffixes = reduce(_both, names)
            kinds = _KINDS(record=typed(RECORD.suffix), others=suffixes)
            yield Static(Content(say(kinds)), classes="muted")
            yield Tick(Content(say(_IDENTITY)), id="identity")
            yield Tick(Content(say(_REPLACE)), id="replace")
            yield Static("", classes="error")
            with Horizontal(classes="buttons"):
                yield Button(Content(say(_BACK)), id="back")
                yield Button(Content(say(_SAVE)), id="save", variant="primary")

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss(None)

    @on(Button.Pressed, "#save")
    @on(Input.Submitted)
    async def _save(self) -> None:
        path = self._path()
        force = self.query_one("#replace", Tick).value
        identity = self.query_one("#identity", Tick).value
        try:
            await asyncio.to_thread(_write, self._audit, path, force, identity)
        except DeskreadyError as error:
            shown = self.query_one(".error", Static)
            shown.update(Content(say(error.said)))
            shown.add_class("-shown")
            self.query_one("#path").focus()
            return
        self.dismiss(path)

    def _path(self) -> Path:
        typed = self.query_one("#path", Input).value.strip()
        try:
            return Path(typed).expanduser()
        except RuntimeError:  # ~somebody who is not known here
            return Path(typed)


def _both(first: Part, second: Part) -> Part:
    return _BOTH(first=first, second=second)


def _write(audit: Audit, path: Path, force: bool, identity: bool) -> None:
    if not force and os.path.lexists(path) and not os.path.isdir(path):  # noqa: PTH112 - never an error
        raise UsageError(_EXISTS(file=file_name(path)), _TICK)
    save(audit, path, force=force, include_identity=identity)
