"""The system that this runs on: the one place that asks which it is."""

import sys
from typing import TypeVar

from deskready_checks.system.unread import Unread, Why

_T = TypeVar("_T")


def here(*, linux: _T | None = None, macos: _T | None = None, windows: _T | None = None) -> _T:
    """The one that fits this system, out of what does the same on each.

    Raises:
        Unread: There is none for it.
    """
    found = {"linux": linux, "darwin": macos, "win32": windows}.get(sys.platform)
    if found is None:
        raise Unread(Why.SILENT, f"nothing to ask on {sys.platform}")
    return found
