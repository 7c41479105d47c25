"""Has the person correct settings that cannot be understood, or set their file aside."""

import asyncio
from collections.abc import Awaitable, Callable

from textual.app import App

from deskready.core.errors import DeskreadyError
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.core.words.text import file_name
from deskready.desk.settled import LIMIT
from deskready.store.settings_file import set_aside
from deskready.tui.flows.opening import Found
from deskready.tui.flows.tell import tell

_ASIDE = text("correct.aside", "Set aside")
_KEPT_AS = message("correct.kept-as", "The settings are kept as {file}.")


async def corrected(app: App[None], found: Found, look: Callable[[], Awaitable[Found]]) -> Found:
    """What there is once nothing is wrong with the settings, or the person only wants to look. Runs in a worker.

    Args:
        app: Where it is asked.
        found: What there is now.
        look: Finds it anew.
    """
    from deskready.tui.screens.settings import SettingsScreen

    while found.settings.faults:
        answer = await app.push_screen_wait(SettingsScreen(found.settings.faults[:LIMIT]))
        if answer is None:
            return found
        if answer == "aside":
            await _set_aside(app)
        found = await look()
    return found


async def _set_aside(app: App[None]) -> None:
    try:
        kept = await asyncio.to_thread(set_aside)
    except DeskreadyError as error:
        tell(app, error)
    else:
        app.notify(say(_KEPT_AS(file=file_name(kept))), title=say(_ASIDE), timeout=15, markup=False)
