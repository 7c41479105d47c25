"""What was declared: the English words of every message of this process, by its id."""

import re

PLACE = re.compile(r"\{(\w+)\}")
"""A place for a value in a message, such as {median}."""
DECLARED: dict[str, tuple[str, ...]] = {}
"""The English words of every message that was declared in this process, by id: for one, and for many."""
_ID = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)*")


def declare(message_id: str, *forms: str) -> str:
    """Declares the words of a message: one form, or one for one and one for many.

    Returns:
        Its id.

    Raises:
        ValueError: It is no id, or the id of another message.
    """
    if not _ID.fullmatch(message_id):
        raise ValueError(f"{message_id!r} is no id of a message.")
    if DECLARED.setdefault(message_id, forms) != forms:
        raise ValueError(f"{message_id!r} is the id of another message.")
    return message_id
