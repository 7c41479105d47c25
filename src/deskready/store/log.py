"""The log file: details of internal errors, for whoever supports this computer. It never leaves the machine."""

import os
import platform
import traceback
from pathlib import Path

from deskready.core.clean import strip_harmful
from deskready.core.clock import now
from deskready.core.errors import DeskreadyError
from deskready.store.own_files import append_own
from deskready.store.paths import log_file

SIZE_LIMIT = 1024**2
"""Bytes from which on a new file is begun; the one before is kept beside it."""


def keep_details(error: BaseException) -> Path | None:
    """Appends where an error came from, without the values of variables.

    Returns:
        The log file, or None where it cannot be written.
    """
    from deskready import __version__

    lines = "".join(traceback.format_exception(error))
    text = f"--- {now()} deskready {__version__}, Python {platform.python_version()}, {platform.system()}\n{lines}"
    try:
        path = log_file()
        if os.path.isfile(path) and path.stat().st_size > SIZE_LIMIT:  # noqa: PTH113 - never an error
            path.replace(path.with_suffix(".1.log"))
        append_own(path, strip_harmful(text).encode("utf-8", "replace"))
    except (OSError, DeskreadyError):
        return None
    return path
