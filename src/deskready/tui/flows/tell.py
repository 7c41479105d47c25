"""Says that something did not work."""

from textual.app import App

from deskready.core.errors import DeskreadyError
from deskready.core.words.message import text
from deskready.core.words.say import say

_DID_NOT_WORK = text("tell.did-not-work", "This did not work")


def tell(app: App[None], error: DeskreadyError) -> None:
    """Shows the error and its remedy for a while."""
    app.notify(say(error.said), title=say(_DID_NOT_WORK), severity="error", timeout=15, markup=False)
