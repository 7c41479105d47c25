"""Metered connections on Linux, as NetworkManager knows or guesses them."""

from collections.abc import Callable, Sequence

from deskready_checks.internet.path.link import is_tunnel
from deskready_checks.system.command import printed

_COMMAND = ("nmcli", "-t", "-f", "GENERAL.DEVICE,GENERAL.METERED", "device", "show")
_KNOWN = {"yes": True, "no": False}

Runner = Callable[[Sequence[str]], str]


def is_metered(name: str, run: Runner = printed) -> bool | None:
    """What NetworkManager says of an interface; what it guesses counts, as its documentation of NMMetered advises.

    A tunnel is paid like what carries it, which is not told: it counts as metered where any connection is.

    Args:
        name: The interface's name.
        run: Runs a program and gives what it prints.
    """
    said = _said(run(_COMMAND))
    if name in said or not is_tunnel(name):
        return said.get(name)
    return True if True in said.values() else None


def _said(told: str) -> dict[str, bool]:
    """Each interface that NetworkManager says something of."""
    found: dict[str, bool] = {}
    device = ""
    for line in told.splitlines():
        field, _, value = line.partition(":")
        if field == "GENERAL.DEVICE":
            device = value
        elif field == "GENERAL.METERED" and (word := value.partition(" ")[0]) in _KNOWN:
            found[device] = _KNOWN[word]
    return found
