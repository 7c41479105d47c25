"""What the registry of Windows holds for the whole machine (HKEY_LOCAL_MACHINE)."""

import importlib
from typing import Any

from deskready_checks.system.unread import Unread, Why, unread


def values(key: str) -> dict[str, Any]:
    r"""The values of a key, by their names.

    Args:
        key: Such as `HARDWARE\DESCRIPTION\System\CentralProcessor\0`.

    Raises:
        Unread: There is no such key or no registry, or it may not be read.
    """
    registry = _registry()
    try:
        with registry.OpenKey(registry.HKEY_LOCAL_MACHINE, key) as opened:
            count = registry.QueryInfoKey(opened)[1]
            return {name: value for name, value, _ in (registry.EnumValue(opened, n) for n in range(count))}
    except OSError as error:
        raise unread(error) from error


def keys_in(key: str) -> list[str]:
    """The keys inside a key, each with its whole path.

    Raises:
        Unread: There is no such key or no registry, or it may not be read.
    """
    registry = _registry()
    try:
        with registry.OpenKey(registry.HKEY_LOCAL_MACHINE, key) as opened:
            count = registry.QueryInfoKey(opened)[0]
            return [rf"{key}\{registry.EnumKey(opened, n)}" for n in range(count)]
    except OSError as error:
        raise unread(error) from error


def _registry() -> Any:
    """Python's module, which only Windows has; untyped, so that the same code is read on every system."""
    try:
        return importlib.import_module("winreg")
    except ImportError as error:
        raise Unread(Why.SILENT, "this system has no registry") from error
