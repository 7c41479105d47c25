"""Whether the connection is one that is paid by volume: one typed function, whatever the system."""

import sys


def is_metered(name: str) -> bool | None:
    """What the system says of an interface, or None where it does not know; macOS tells no program.

    Args:
        name: As psutil gives it.
    """
    if sys.platform == "linux":
        from deskready_checks.internet.path import metered_linux

        return metered_linux.is_metered(name)
    if sys.platform == "win32":
        from deskready_checks.internet.path import metered_windows

        return metered_windows.is_metered()
    return None
