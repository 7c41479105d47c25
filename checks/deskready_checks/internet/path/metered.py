"""Whether the connection is one that is paid by volume: one typed function, whatever the system."""

from deskready_checks.internet.path import metered_linux, metered_windows
from deskready_checks.system.here import here
from deskready_checks.system.unread import Unread


def is_metered(name: str) -> bool | None:
    """What the system says of an interface, or None where it does not know; macOS tells no program.

    Args:
        name: As psutil gives it.
    """
    try:
        return here(linux=lambda: metered_linux.is_metered(name), windows=metered_windows.is_metered)()
    except Unread:
        return None
