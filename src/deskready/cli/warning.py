"""What is wrong with the settings, told by commands that go on all the same: they contact nobody."""

from typing import TYPE_CHECKING

from deskready.cli.narration import complain
from deskready.store.settings import read_settings

if TYPE_CHECKING:
    from deskready.desk.installed import Installed


def warn(installed: "Installed | None" = None) -> None:
    """Tells it, compared with what is installed where that is looked for anyway."""
    if installed is None:
        settings = read_settings()
    else:
        from deskready.desk.settled import settle

        settings = settle(installed.catalogue())
    for trouble in (*settings.faults, *settings.problems):
        complain(trouble)
