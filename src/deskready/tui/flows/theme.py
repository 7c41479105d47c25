"""Dark or light."""

import asyncio

from textual.app import App

from deskready.core.errors import DeskreadyError
from deskready.store.settings import remember_interface
from deskready.tui.flows.tell import tell

THEMES = {"dark": "textual-dark", "light": "textual-light"}
"""Textual's themes by their names in the settings."""


def use(app: App[None], name: str) -> None:
    """Shows the theme of that name in the settings; dark where there is none."""
    theme = THEMES.get(name, THEMES["dark"])
    if theme != app.theme:
        app.theme = theme


async def toggle(app: App[None]) -> None:
    """Shows the other theme, and remembers it."""
    name = "dark" if app.theme == THEMES["light"] else "light"
    use(app, name)
    try:
        await asyncio.to_thread(remember_interface, theme=name)
    except DeskreadyError as error:
        tell(app, error)
