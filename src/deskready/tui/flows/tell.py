"""Says that something did not work."""

from textual.app import App

from deskready.core.errors import DeskreadyError


def tell(app: App[None], error: DeskreadyError) -> None:
    """Shows the error and its remedy for a while."""
    app.notify(str(error), title="This did not work", severity="error", timeout=15, markup=False)
