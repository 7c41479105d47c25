"""Judges by another profile."""

import asyncio

from textual.app import App

from deskready.core.errors import DeskreadyError
from deskready.desk.installed import metrics_of
from deskready.store import settings
from deskready.tui.conductor import Conductor
from deskready.tui.flows.tell import tell
from deskready.tui.screens.audit import AuditScreen


async def choose(app: App[None], page: AuditScreen, conductor: Conductor) -> None:
    """Has the person choose, and remembers it. Runs in a worker."""
    from deskready.store.profiles import list_profiles
    from deskready.tui.screens.profile import ProfileScreen

    entries = await asyncio.to_thread(list_profiles, metrics_of(conductor.session.catalogue))
    chosen = await app.push_screen_wait(ProfileScreen(entries, conductor.state.profile.id))
    profile = next((entry.profile for entry in entries if chosen and entry.id == chosen and entry.profile), None)
    if profile is None:
        return
    conductor.session.use(profile)
    conductor.changed.update(info.id for info in conductor.state.checks)
    await page.take_up()
    try:
        await asyncio.to_thread(settings.remember_interface, last_profile=profile.id)
    except DeskreadyError as error:
        tell(app, error)
