"""Whether names can be looked up, as every program looks them up: names that everybody knows, by the system itself."""

from enum import Enum, auto

from deskready_checks.internet.probe.servers import look_up_each

KNOWN = ("google.com", "cloudflare.com", "wikipedia.org")
"""Names of three owners, which share no address; that any of them is looked up shows that names can be."""
_PORT = 443


class Names(Enum):
    """What comes of looking up names."""

    WORK = auto()
    """They stand for addresses."""
    FAIL = auto()
    """Not one that everybody knows stands for anything."""
    MADE_UP = auto()
    """All stand for the same address: something on the way answers for all of them, as a login page does."""


def look_at_names() -> Names:
    """What comes of looking up the known names, all at once."""
    found = [{address.host for address in each} for each in look_up_each([(name, _PORT) for name in KNOWN]).values()]
    if not found:
        return Names.FAIL
    return Names.MADE_UP if len(found) > 1 and set.intersection(*found) else Names.WORK
