"""Saves the audit: proposes a name, shows what went wrong, and loses nothing."""

import asyncio
import os
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from deskready.core.audit.record import Audit
from deskready.core.clean import clean
from deskready.core.errors import DeskreadyError, UsageError
from deskready.desk.saving import propose_name, save
from deskready.formats.registry import RECORD, VIEWS
from deskready.store.paths import save_dir
from deskready.tui.screens.dialog import Dialog
from deskready.tui.widgets.tick import Tick


class SaveScreen(Dialog[Path]):
    """Answers with the file that was written."""

    def __init__(self, audit: Audit) -> None:
        super().__init__()
        self._audit = audit

    def compose(self) -> ComposeResult:
        """A path to change, two choices, what went wrong, two buttons."""
        with VerticalScroll(can_focus=False, classes="box") as box:
            box.border_title = Content(" Save this audit ")
            yield Input(str(save_dir() / propose_name(self._audit)), id="path")
            views = " and ".join(form.suffix for form in VIEWS)
            kinds = f"The ending decides: {RECORD.suffix} can be opened again, {views} are for reading."
            yield Static(Content(kinds), classes="muted")
            yield Tick("Include names and logs (devices, servers, programs)", id="identity")
            yield Tick("Replace the file if it exists", id="replace")
            yield Static("", classes="error")
            with Horizontal(classes="buttons"):
                yield Button("Back", id="back")
                yield Button("Save", id="save", variant="primary")

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
            message = self.query_one(".error", Static)
            message.update(Content(str(error)))
            message.add_class("-shown")
            self.query_one("#path").focus()
            return
        self.dismiss(path)

    def _path(self) -> Path:
        text = self.query_one("#path", Input).value.strip()
        try:
            return Path(text).expanduser()
        except RuntimeError:  # ~somebody who is not known here
            return Path(text)


def _write(audit: Audit, path: Path, force: bool, identity: bool) -> None:
    if not force and os.path.lexists(path) and not path.is_dir():
        raise UsageError(f"{clean(str(path))} exists already.", "Tick Replace, or choose another name.")
    save(audit, path, force=force, include_identity=identity)
