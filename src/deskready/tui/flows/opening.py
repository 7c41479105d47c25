"""How an audit opens on screen: a new one, one that was interrupted, or a saved file."""

import asyncio
from pathlib import Path

from msgspec import Struct, structs

from deskready.core.audit.audit import AuditState
from deskready.core.audit.record import Audit, Machine
from deskready.core.audit.selection import needed
from deskready.core.clock import show_local
from deskready.core.declare.catalogue import Catalogue
from deskready.core.errors import DeskreadyError
from deskready.core.profile.profile import Profile
from deskready.core.words.message import message, sentences, text
from deskready.core.words.text import Name, typed
from deskready.desk.installed import Installed, metrics_of
from deskready.desk.keeping import AuditKeeper
from deskready.desk.settled import settle
from deskready.engine.run.job import Executor
from deskready.store import machine
from deskready.store.profiles import DEFAULT_PROFILE, UnknownProfileError, find_profile
from deskready.store.settings import Settings
from deskready.tui.conductor import Conductor
from deskready.tui.view.hint import ELSEWHERE

_LAST_PROFILE = message("opening.last-profile", "The profile last chosen, {profile}, cannot be used.")
_NOT_UNDERSTOOD = text(
    "opening.not-understood", "Nothing is measured until the settings are understood: start again to correct them."
)
_SAVED = message("opening.saved", "saved {when}")


class Request(Struct, frozen=True):
    """What the person asked for on the command line."""

    file: Path | None = None
    """A saved audit to open."""
    profile: str | None = None
    """A profile's id or file."""


class Found(Struct, frozen=True):
    """What there is to open."""

    catalogue: Catalogue
    settings: Settings
    profile: Profile
    saved: Audit | None
    """The saved audit that was asked for."""


async def look(installed: Installed, request: Request) -> Found:
    """Finds everything, off the event loop.

    Raises:
        DeskreadyError: The file or the profile cannot be used.
    """
    return await asyncio.to_thread(look_now, installed, request)


def look_now(installed: Installed, request: Request) -> Found:
    """Finds everything; blocks until what is installed is known.

    Raises:
        DeskreadyError: As `look`.
    """
    catalogue = installed.catalogue()
    settings = settle(catalogue)
    saved = _saved(request.file) if request.file else None
    if request.profile is None and saved is None and settings.last_profile:
        try:
            profile = find_profile(settings.last_profile, metrics_of(catalogue))
        except DeskreadyError as error:
            profile, settings = find_profile(DEFAULT_PROFILE, metrics_of(catalogue)), _without(settings, error)
    else:
        profile = _profile(request, catalogue, saved)
    return Found(catalogue, settings, profile, saved)


def _without(settings: Settings, error: DeskreadyError) -> Settings:
    """The settings, where the profile last chosen cannot be used. One that is there may name servers of its own."""
    told = (sentences(_LAST_PROFILE(profile=Name(settings.last_profile)), error.said),)
    if isinstance(error, UnknownProfileError):
        return structs.replace(settings, problems=(*settings.problems, *told))
    return structs.replace(settings, faults=(*settings.faults, *told))


def _saved(file: Path) -> Audit:
    from deskready.desk.opening import open_saved

    return open_saved(file)


def _profile(request: Request, catalogue: Catalogue, saved: Audit | None) -> Profile:
    """The one asked for, else the saved audit's own, else the default."""
    if request.profile is None and saved is not None:
        return saved.profile
    return find_profile(request.profile or DEFAULT_PROFILE, metrics_of(catalogue))


def opened(found: Found, executor: Executor) -> Conductor:
    """What was asked for: the saved audit, else a new one."""
    saved = found.saved
    conductor = new_audit(found, executor) if saved is None else opened_audit(found, saved, executor)
    if found.settings.faults:
        conductor.frozen = _NOT_UNDERSTOOD
    return conductor


def new_audit(found: Found, executor: Executor) -> Conductor:
    """An audit that has measured nothing yet."""
    state = AuditState(needed(found.catalogue.checks, found.profile), found.profile)
    return _conductor(found, state, executor)


def restored_audit(found: Found, audit: Audit, executor: Executor) -> Conductor:
    """An audit as it was when it was saved or interrupted, judged by the profile that was found."""
    state = AuditState.restore(audit, found.catalogue.checks)
    state.use(found.profile if found.saved is not None else audit.profile)
    return _conductor(found, state, executor)


def opened_audit(found: Found, audit: Audit, executor: Executor) -> Conductor:
    """A saved file; what was made on another computer can be read and judged, not run."""
    try:
        ours = machine.is_ours(audit)
    except DeskreadyError:
        ours = False
    if ours:
        conductor = restored_audit(found, audit, executor)
    else:  # it stays theirs: nothing of it is kept here, and a copy that is saved names their computer
        state = AuditState.restore(audit, found.catalogue.checks)
        state.use(found.profile)
        conductor = Conductor(found.catalogue, state, executor, audit.machine, None, audit.tool)
        conductor.frozen = ELSEWHERE
    conductor.origin = _SAVED(when=typed(show_local(audit.started)))
    return conductor


def _conductor(found: Found, state: AuditState, executor: Executor) -> Conductor:
    conductor = Conductor(found.catalogue, state, executor, _machine(state), AuditKeeper())
    conductor.session.choices["settings"] = found.settings.options
    return conductor


def _machine(state: AuditState) -> Machine:
    return machine.describe(state.id)
