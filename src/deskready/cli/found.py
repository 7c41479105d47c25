"""What is installed, looked for once in this process."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deskready.desk.installed import Installed

_looked: "list[Installed]" = []


def installed(*, doubting: bool = False) -> "Installed":
    """What is installed. The first call starts the look, so that it goes on while other modules are imported.

    Args:
        doubting: Of the first call: whether what could not be used lately is looked at again.
    """
    from deskready.desk.installed import Installed

    if not _looked:
        _looked.append(Installed(doubting=doubting))
    return _looked[0]
