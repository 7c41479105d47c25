"""Saving an audit for others: what leaves this machine, in which format, and whether the file can be written.

It joins the privacy rules, the formats and the files; the full-screen program and the command line both save by it.
"""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from deskready.core.audit.record import Audit
from deskready.core.errors import UsageError
from deskready.core.privacy.allow_list import public
from deskready.core.words.message import message, text
from deskready.core.words.text import file_name, typed
from deskready.formats.format import Format
from deskready.formats.registry import RECORD, format_of
from deskready.store.atomic import sweep, write_atomic
from deskready.store.refusal import ADD_NAME, MAKE_FOLDER_FIRST, OTHER_NAME

_TWICE = message("saving.twice", "{file} is named twice.")
_NAME_ONCE = text("saving.name-once", "Name each file once.")
_IS_FOLDER = message("saving.folder", "{file} is a folder.")
_NO_FOLDER = message("saving.no-folder", "{file}: the folder does not exist.")
_NO_WRITING = message("saving.no-writing", "{file}: you may not write in that folder.")
_OWN_FOLDER = text("saving.own-folder", "Choose a folder of your own.")
_EXISTS = message("saving.exists", "{file} exists already.")
_FORCE = message("saving.force", "Choose another name, or allow to replace it with {option}.")(option=typed("--force"))
_NO_NAME = message("saving.no-name", "{file}: this cannot be a file's name.")


class Target(Struct, frozen=True):
    """A file to save to."""

    path: Path
    """The file."""
    format: Format
    """The format that its suffix asks for."""


def propose_name(audit: Audit, suffix: str = RECORD.suffix) -> str:
    """A file name made of the time at which the audit started, in its own time zone, and nothing else."""
    try:
        started = f"-{datetime.fromisoformat(audit.started):%Y-%m-%d-%H%M}"
    except ValueError:
        started = ""
    return f"deskready{started}{suffix}"


def export(audit: Audit, form: Format, *, include_identity: bool = False) -> str:
    """What leaves this machine of an audit, in a format."""
    return form.render(public(audit, include_identity))


def plan(paths: Sequence[Path], *, force: bool = False) -> tuple[Target, ...]:
    """The files to save to, found fit before an audit starts.

    Args:
        paths: The files.
        force: Whether files that exist may be replaced.

    Raises:
        UsageError: A suffix is no format's, a folder is missing or cannot be written, or a file exists.
    """
    targets: list[Target] = []
    for path in paths:
        form = format_of(path)
        _verify(path, force)
        if path.absolute() in (target.path.absolute() for target in targets):
            raise UsageError(_TWICE(file=file_name(path)), _NAME_ONCE)
        targets.append(Target(path, form))
    return tuple(targets)


def save(audit: Audit, path: Path, *, force: bool = False, include_identity: bool = False) -> Path:
    """Saves what may leave this machine of an audit.

    Args:
        audit: The local record.
        path: The file; its suffix says the format.
        force: Replace a file that exists.
        include_identity: Keep what is personal, and the logs.

    Raises:
        UsageError: As `plan`, or the system refuses to write.
    """
    form = format_of(path)
    content = export(audit, form, include_identity=include_identity)
    write_atomic(path, content.encode(), exclusive=not force)
    sweep(path.parent)
    return path


def _verify(path: Path, force: bool) -> None:
    file, folder = file_name(path), path.parent
    try:
        if path.is_dir():
            raise UsageError(_IS_FOLDER(file=file), ADD_NAME)
        if not folder.is_dir():
            raise UsageError(_NO_FOLDER(file=file), MAKE_FOLDER_FIRST)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise UsageError(_NO_WRITING(file=file), _OWN_FOLDER)
        if os.path.lexists(path) and not force:
            raise UsageError(_EXISTS(file=file), _FORCE)
    except PermissionError as error:
        raise UsageError(_NO_WRITING(file=file), _OWN_FOLDER) from error
    except (OSError, ValueError) as error:  # a name too long, or one that no system takes
        raise UsageError(_NO_NAME(file=file), OTHER_NAME) from error
