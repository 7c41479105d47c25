"""Shows the keys, and what signs and words mean."""

from collections.abc import Sequence

from textual.app import App


async def show_help(app: App[None], commands: Sequence[tuple[str, str]]) -> None:
    """Shows it until it is closed. Runs in a worker.

    Args:
        app: Where.
        commands: Key and meaning of each command.
    """
    from deskready.tui.screens.help import HelpScreen

    await app.push_screen_wait(HelpScreen(commands))
