"""What is installed, looked for once in this process."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deskready.desk.installed import Installed


@cache
def installed() -> "Installed":
    """What is installed. The first call starts the look, so that it goes on while other modules are imported."""
    from deskready.engine.describe.describer import start_describer

    begun = start_describer()  # it takes as long to start as the modules that the next line imports
    from deskready.desk.installed import Installed

    return Installed(begun)
