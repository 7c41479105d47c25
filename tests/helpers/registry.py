"""A registry of Windows, for systems that have none: what Python's module `winreg` offers, as far as it is read."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any


class Registry(ModuleType):
    """Plays `winreg`.

    Args:
        keys: The values of each key of HKEY_LOCAL_MACHINE by its path; a key above one of them is there, too.
        locked: Keys that may not be read.
    """

    HKEY_LOCAL_MACHINE = object()

    def __init__(self, keys: Mapping[str, Mapping[str, Any]], locked: frozenset[str] = frozenset()) -> None:
        super().__init__("winreg")
        self._keys = keys
        self._locked = locked

    @contextmanager
    def OpenKey(self, hive: object, path: str) -> Iterator[str]:  # noqa: N802 - named by Windows
        """A key that is there and may be read; it is its own handle."""
        assert hive is self.HKEY_LOCAL_MACHINE
        if path in self._locked:
            raise PermissionError(5, "Access is denied")
        if path not in self._keys and not self._inside(path):
            raise FileNotFoundError(2, "The system cannot find the file specified")
        yield path

    def QueryInfoKey(self, key: str) -> tuple[int, int, int]:  # noqa: N802
        """How many keys and values are in a key, and when it was last written."""
        return len(self._inside(key)), len(self._keys.get(key, {})), 0

    def EnumKey(self, key: str, number: int) -> str:  # noqa: N802
        """The name of a key in a key."""
        return self._inside(key)[number]

    def EnumValue(self, key: str, number: int) -> tuple[str, Any, int]:  # noqa: N802
        """A value in a key: name, value, type."""
        return (*list(self._keys[key].items())[number], 1)

    def _inside(self, path: str) -> list[str]:
        below = (key.removeprefix(f"{path}\\") for key in self._keys if key.startswith(f"{path}\\"))
        return list(dict.fromkeys(key.partition("\\")[0] for key in below))
