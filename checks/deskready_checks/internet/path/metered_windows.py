"""Metered connections on Windows, from the cost of the connection that leads to the internet (WinRT)."""

import json
from collections.abc import Callable, Sequence

from deskready_checks.system.command import printed

_SCRIPT = (
    "$i=[Windows.Networking.Connectivity.NetworkInformation,Windows.Networking.Connectivity,"
    "ContentType=WindowsRuntime]::GetInternetConnectionProfile(); if ($i) {$c=$i.GetConnectionCost(); "
    "@{cost=[int]$c.NetworkCostType;beyond=$c.Roaming -or $c.OverDataLimit} | ConvertTo-Json -Compress}"
)
_UNRESTRICTED, _FIXED, _VARIABLE = 1, 2, 3
"""NetworkCostType: free of limits; up to a limit; by volume. 0 is not known."""

Runner = Callable[[Sequence[str]], str]


def is_metered(run: Runner = printed) -> bool | None:
    """What Windows says of the connection in use: as Microsoft advises, what roams or is over its limit counts too.

    Args:
        run: Runs a program and gives what it prints.
    """
    try:
        told = json.loads(run(["powershell", "-NoProfile", "-NonInteractive", "-Command", _SCRIPT]))
    except ValueError:
        return None
    if not isinstance(told, dict):
        return None
    if told.get("beyond") is True or told.get("cost") in (_FIXED, _VARIABLE):
        return True
    return False if told.get("cost") == _UNRESTRICTED else None
