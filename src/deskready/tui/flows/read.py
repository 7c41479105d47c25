"""Has the person read a text aloud."""

from textual.app import App

from deskready.tui.conductor import Conductor


def read(app: App[None], conductor: Conductor, check_id: str) -> None:
    """Shows the text until its check takes it away or the person has finished."""
    from deskready.tui.screens.reading import ReadingScreen

    def ended(how: str | None) -> None:
        if how == "cancel":
            conductor.session.cancel(check_id)
        elif how == "done":
            conductor.session.conclude(check_id)

    app.push_screen(ReadingScreen(lambda: conductor.snapshot(check_id)), ended)
