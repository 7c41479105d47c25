"""What PowerShell tells on Windows: all that a check asks in one process, for each takes a second to start."""

from collections.abc import Mapping
from typing import Any

from deskready_checks.system.command import json_of
from deskready_checks.system.unread import Unread, Why

SECONDS = 15.0
"""How long it may take: its network cmdlets need some seconds on an old laptop."""
_COMMAND = ("powershell", "-NoProfile", "-NonInteractive", "-Command")
_BEGIN = "[Console]::OutputEncoding=[Text.Encoding]::UTF8; $ProgressPreference='SilentlyContinue'; $told=@{}; "
_ASK = "try {{ $told['{name}']=@({expression}) }} catch {{}}; "
_END = "ConvertTo-Json -InputObject $told -Depth 4 -Compress; exit 0"  # no words: PowerShell


def ask(seconds: float = SECONDS, **expressions: str) -> dict[str, list[dict[str, Any]]]:
    """The objects that each expression gives, by its name; none for one that fails.

    Args:
        seconds: How long all of them may take.
        expressions: Such as `routes="Get-NetRoute | Select-Object NextHop"`: with `Select-Object`, for whole objects
            of Windows are deep.

    Raises:
        Unread: There is no PowerShell, it does not end, or answers otherwise than in JSON.
    """
    script = _BEGIN + "".join(_ASK.format(name=name, expression=text) for name, text in expressions.items()) + _END
    answer = json_of([*_COMMAND, script], seconds)
    if not isinstance(answer, Mapping):
        raise Unread(Why.UNCLEAR, "PowerShell told no object")
    return {name: _objects(answer.get(name)) for name in expressions}


def _objects(answer: object) -> list[dict[str, Any]]:
    """The objects in a list of them, or the one that older versions leave without its list."""
    rows = answer if isinstance(answer, list) else [answer]
    return [row for row in rows if isinstance(row, dict)]
