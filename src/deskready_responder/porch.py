"""Where those wait who are not let in, until they have heard why. Nobody who is let in needs a place here."""

import threading
from collections import Counter

PLACES = 16
"""Connections that are told why they are refused, at a time; those beyond are just closed."""
PLACES_EACH = 4
"""Those of one client, so that others hear it too."""


class Porch:
    """Those who are being told."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._there: Counter[str] = Counter()

    def enter(self, key: str) -> bool:
        """Whether there is a place for one more of that client; it has it then, until `leave`."""
        with self._lock:
            if self._there.total() >= PLACES or self._there[key] >= PLACES_EACH:
                return False
            self._there[key] += 1
            return True

    def leave(self, key: str) -> None:
        """Ends what `enter` began."""
        with self._lock:
            self._there[key] -= 1
            if not self._there[key]:
                del self._there[key]
