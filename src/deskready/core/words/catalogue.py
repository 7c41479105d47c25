"""The catalogue: every message that deskready ships, by id, in each language that it speaks."""

import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

_PACKAGE = __file__.rsplit(os.sep, 3)[0]  # pathlib is 4 ms of each child's start
FOLDER = f"{_PACKAGE}{os.sep}locale"
"""Where the catalogues lie: `LANGUAGE/LC_MESSAGES/deskready.mo`."""


def translated(language: str, message_id: str, count: int | None = None) -> str | None:
    """A message's words in a language, places and all, or None where the catalogue does not have it.

    Args:
        language: Its tag, such as `en`.
        message_id: The message's id.
        count: What decides between singular and plural, by the language's own rule; None for a message that has none.
    """
    opened = _opened(language)
    try:
        found = message_id if count is None else opened.ngettext(message_id, message_id, count)
        if found == message_id:  # also of a message that shows a count and has one form
            found = opened.gettext(message_id)
    except ArithmeticError:  # a broken file's rule divides by zero
        return None
    return None if found == message_id else found


@cache
def _opened(language: str) -> "NullTranslations":
    import gettext
    import struct

    try:
        return gettext.translation("deskready", FOLDER, [language], fallback=True)
    except (OSError, ValueError, LookupError, EOFError, MemoryError, struct.error):  # what a broken file raises
        return gettext.NullTranslations()
