"""What a Mac's System Information tells: all that a check asks in one report, for each takes a second."""

from typing import Any

from deskready_checks.system.command import json_of
from deskready_checks.system.unread import Unread, Why

SECONDS = 15.0
"""How long a report may take."""


def report(*types: str) -> dict[str, list[dict[str, Any]]]:
    """The entries of each data type, such as "SPAudioDataType"; none for one that the Mac does not know.

    Raises:
        Unread: There is no System Information, it does not end, or answers in another shape.
    """
    answer = json_of(["system_profiler", *types, "-json"], SECONDS)
    if not isinstance(answer, dict):
        raise Unread(Why.UNCLEAR, "System Information told no object")
    rows = {name: answer.get(name) for name in types}
    return {
        name: [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
        for name, found in rows.items()
    }
