"""What a check's declaration depends on beside the check itself: this deskready, this Python, and what they find."""

import os
import sys
from pathlib import Path

import deskready
from deskready.core.stamp import of_bytes, of_tree


def place() -> str:
    """This installation: another one, in another environment, has other packages."""
    return of_bytes(sys.prefix.encode("utf-8", "surrogateescape"))


def circumstances() -> str:
    """All of it, as a short text that changes with it.

    The times of the folders in which Python looks for packages are in it: they change when one is installed.
    """
    own = Path(deskready.__file__).parent
    searched = sys.path if sys.flags.safe_path else sys.path[1:]  # the first is the script's own folder, or the current
    parts = [
        deskready.__version__,
        of_tree(own / "core"),  # what a declaration is made of, where somebody works on deskready itself
        of_tree(own / "engine" / "describe"),
        sys.version,
        sys.platform,
        sys.executable,
        *(f"{folder} {_time(folder)}" for folder in searched),
    ]
    return of_bytes("\n".join(parts).encode("utf-8", "surrogateescape"))


def _time(folder: str) -> int:
    try:
        return os.stat(folder or ".").st_mtime_ns  # noqa: PTH116 - quicker, and none of these is a path of ours
    except (OSError, ValueError):
        return 0
