"""What the parts of a report are made of: names and values, as words."""

from deskready.core.declare.metric import Measurement
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.core.words.text import Words
from deskready.core.words.values import show_measurement

SELF_REPORTED = text("report.self-reported", "self-reported")
"""Said of every value that a person gave and no instrument."""
WHY = text("report.why", "Why")
WHAT_TO_DO = text("report.what-to-do", "What to do")
NOTE = text("report.note", "Note")
_TOLD = message("report.told", "{value} [{told}]")

Details = tuple[tuple[str, str], ...]
"""Names and values, in the order in which they show; what is empty is left out."""


def details_of(*found: tuple[Words, Words]) -> Details:
    """Names and values that were said, without what is empty."""
    return tuple((say(name), say(value)) for name, value in found if value)


def value_of(found: Measurement) -> str:
    """A measured value, and whether a person told it."""
    shown = show_measurement(found)
    return say(_TOLD(value=shown, told=SELF_REPORTED) if found.self_reported else shown)


def joined(*parts: Words, by: str = ", ") -> str:
    """What there is of several things, one after the other."""
    return by.join(say(part) for part in parts if part)
