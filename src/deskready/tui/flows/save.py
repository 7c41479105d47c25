"""Saves the audit as a file."""

from textual.app import App

from deskready.core.audit.record import Audit
from deskready.core.clean import clean


async def save(app: App[None], audit: Audit) -> None:
    """Asks where, and says where it went. Runs in a worker."""
    from deskready.tui.screens.save import SaveScreen

    path = await app.push_screen_wait(SaveScreen(audit))
    if path is not None:
        app.notify(f"Saved to {clean(str(path))}", title="Saved", markup=False)
