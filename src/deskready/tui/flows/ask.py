"""Puts a check's question to the person."""

from textual.app import App

from deskready.core.audit.event import Asked
from deskready.tui.conductor import Conductor


def ask(app: App[None], conductor: Conductor, check_id: str, asked: Asked) -> None:
    """Shows the question until it is answered, or until its check has ended without waiting for the answer."""
    from deskready.tui.screens.question import QuestionScreen

    screen = QuestionScreen(conductor.snapshot(check_id).info.title, asked.question)

    def answered(text: str | None) -> None:
        if screen.over:
            return
        del conductor.at_end[check_id]
        if text is None:
            conductor.session.cancel(check_id)
        else:
            conductor.session.answer(check_id, text)

    def ended() -> None:
        screen.over = True
        if screen is app.screen:
            screen.dismiss(None)

    conductor.at_end[check_id] = ended
    app.push_screen(screen, answered)
