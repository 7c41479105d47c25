"""What checks declare, kept so that a start need not import them: by content, and for this user only.

It can be deleted at any time. What is not this user's own, is broken, or was made by another deskready or Python is
passed over, and written anew.
"""

import contextlib
import os
import re
import stat
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from deskready.core.clean import has_harmful
from deskready.core.declare.check_info import Source
from deskready.core.declare.sheet import Sheet, believed_problem, verified
from deskready.core.errors import DeskreadyError
from deskready.store.atomic import sweep, write_atomic
from deskready.store.paths import described_dir, made

SIZE_LIMIT = 64 * 1024**2
"""Bytes that are read: 1,000 packages take some 3 MB."""
FAILURE_SECONDS = 3600.0
"""How long it is believed that something cannot be imported: the reason may lie outside of its own files."""
FILES_LIMIT = 8
"""Files that are kept: one for each installation of deskready that this user has."""
_ESCAPED = re.compile(rb"(?<!\\)(?:\\\\)*\\u")
"""How a control character is written in JSON, and nothing that is kept."""
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_NOCTTY", "O_BINARY"))


class Dated(Struct, frozen=True):
    """A sheet, and when it was made."""

    sheet: Sheet
    when: float
    """Seconds since 1970."""


class _Entry(Struct, frozen=True):
    source: Source
    dated: Dated


class _Kept(Struct, frozen=True):
    """The file."""

    circumstances: str
    entries: tuple[_Entry, ...]


_decoder: msgspec.json.Decoder[_Kept] = msgspec.json.Decoder(_Kept)


def read_described(place: str, circumstances: str, *, failures: bool = True) -> dict[Source, Dated]:
    """The sheets that are kept, by source.

    Args:
        place: The installation, as part of a file's name.
        circumstances: All that they depend on beside the source; what was made under others is passed over.
        failures: Whether to believe that something cannot be used.
    """
    try:
        content = _read(_file(place))
        kept = _decoder.decode(content) if _is_harmless(content) else None
        entries = kept.entries if kept is not None and kept.circumstances == circumstances else ()
        return {each.source: _verified(each) for each in entries if _holds(each.dated, failures=failures)}
    except (OSError, ValueError, RecursionError, DeskreadyError):  # an error of msgspec is a ValueError
        return {}


def keep_described(place: str, circumstances: str, sheets: Mapping[Source, Dated]) -> None:
    """Keeps sheets, in place of what was kept before. Where that is not possible, the next start does the work.

    Args:
        place: As in `read_described`.
        circumstances: As in `read_described`.
        sheets: By source.
    """
    entries = tuple(_Entry(source, dated) for source, dated in sheets.items())
    with contextlib.suppress(OSError, ValueError, DeskreadyError):
        content = msgspec.json.encode(_Kept(circumstances, entries))
        path = _file(place)
        if len(content) <= SIZE_LIMIT and _may_make(path.parent):
            made(path.parent)
            if _is_own(path.parent.stat()):
                write_atomic(path, content)
                _tidy(path.parent)


def _file(place: str) -> Path:
    """The file of an installation.

    Raises:
        UsageError: There is no home folder.
    """
    return described_dir() / f"{place}.json"


def _read(path: Path) -> bytes:
    """The file's content; empty where it is none of this user's own, or too large."""
    descriptor = os.open(path, _FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not (stat.S_ISREG(status.st_mode) and status.st_size <= SIZE_LIMIT and _is_own(status)):
            return b""
        return file.read(SIZE_LIMIT)


def _is_own(status: os.stat_result) -> bool:
    """Whether nobody else can have written it."""
    if sys.platform == "win32":  # it lies in a folder that only this user may enter
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _may_make(folder: Path) -> bool:
    """Whether the folder is there, or would lie in one of this user's own or the system's: never in another user's."""
    if sys.platform == "win32":
        return True
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    return nearest.stat().st_uid in (os.getuid(), 0)


def _is_harmless(content: bytes) -> bool:
    """Whether no text in it can trick a terminal: texts are made harmless before they are kept."""
    escaped = b"\\u" in content and _ESCAPED.search(content) is not None  # the first is quick, and mostly enough
    return bool(content) and not escaped and not has_harmful(content.decode())


def _holds(dated: Dated, *, failures: bool) -> bool:
    return not dated.sheet.problems or (failures and 0 <= time.time() - dated.when < FAILURE_SECONDS)


def _verified(entry: _Entry) -> Dated:
    source, sheet = entry.source, entry.dated.sheet
    infos = tuple(verified(info, source) for info in sheet.infos)
    return Dated(Sheet(infos, tuple(believed_problem(each, source) for each in sheet.problems)), entry.dated.when)


def _tidy(folder: Path) -> None:
    """Deletes the oldest files, of installations that are gone, and what killed programs left."""
    sweep(folder)
    files = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    for path in files[:-FILES_LIMIT]:
        path.unlink(missing_ok=True)
