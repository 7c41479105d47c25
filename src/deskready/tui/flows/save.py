"""Saves the audit as a file."""

from textual.app import App

from deskready.core.audit.record import Audit
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.core.words.text import file_name

_SAVED = text("saved.title", "Saved")
_SAVED_TO = message("saved.to", "Saved to {file}")


async def save(app: App[None], audit: Audit) -> None:
    """Asks where, and says where it went. Runs in a worker."""
    from deskready.tui.screens.save import SaveScreen

    path = await app.push_screen_wait(SaveScreen(audit))
    if path is not None:
        app.notify(say(_SAVED_TO(file=file_name(path))), title=say(_SAVED), markup=False)
