"""The keys of the commands that sentences on screen name; the commands take them from here."""

from typing import Final

from deskready.core.declare.consent import Consent
from deskready.core.words.message import message, sentences
from deskready.core.words.text import Name, Text, typed

RERUN: Final = "r"
"""Measures the selected check again."""
RERUN_REST: Final = "f"
"""Measures everything again that did not pass."""
RUN_ALL: Final = "a"
"""Measures everything."""
CANCEL: Final = "x"
"""Stops the selected check."""
CANCEL_ALL: Final = "X"
"""Stops everything."""
SAVE: Final = "s"
"""Saves the audit."""
PROFILE: Final = "p"
"""Chooses other requirements."""
ALLOW: Final = "c"
"""Asks again what is allowed."""
LOOK: Final = "Enter"
"""Opens the detail of the selected check."""
YES: Final = "y"
"""Agrees, in a dialog."""
NO: Final = "n"
"""Does not."""
_CHANGES = message("keys.changes", "{key} changes what is allowed.")
_BY_CONSENT = frozenset(consent.text.remedy.id for consent in Consent)


def key(name: str) -> Name:
    """A key in a sentence."""
    return typed(name)


def with_key(remedy: Text) -> Text:
    """A remedy and, where it is to allow something, which key does that."""
    return sentences(remedy, _CHANGES(key=key(ALLOW))) if remedy.id in _BY_CONSENT else remedy
