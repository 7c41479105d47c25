"""Metered connections on Windows, from the cost of the connection that leads to the internet (WinRT)."""

from deskready_checks.system import powershell
from deskready_checks.system.unread import Unread

_COST = (
    "$i=[Windows.Networking.Connectivity.NetworkInformation,Windows.Networking.Connectivity,"
    "ContentType=WindowsRuntime]::GetInternetConnectionProfile(); if ($i) {$c=$i.GetConnectionCost(); "
    "@{cost=[int]$c.NetworkCostType;beyond=$c.Roaming -or $c.OverDataLimit}}"
)
_UNRESTRICTED, _FIXED, _VARIABLE = 1, 2, 3
"""NetworkCostType: free of limits; up to a limit; by volume. 0 is not known."""


def is_metered() -> bool | None:
    """What Windows says of the connection in use: as Microsoft advises, what roams or is over its limit counts too."""
    try:
        told = next(iter(powershell.ask(cost=_COST)["cost"]), {})
    except Unread:
        return None
    if told.get("beyond") is True or told.get("cost") in (_FIXED, _VARIABLE):
        return True
    return False if told.get("cost") == _UNRESTRICTED else None
