"""An area: the first word of an id, under which checks and requirements show together.

One more area that is to have a place or a title of its own is one more entry here; any other word is an area too.
"""

from msgspec import Struct

from deskready.core.words.message import text
from deskready.core.words.text import Text


class Area(Struct, frozen=True):
    """What belongs together."""

    id: str
    """The first word of ids."""
    title: Text
    """Its name for people."""
    place: int = 1000
    """Where it shows: those with smaller numbers come first, those with the same by their ids."""


AREAS = (
    Area("internet", text("area.internet", "Internet"), 10),
    Area("computer", text("area.computer", "Computer"), 20),
    Area("sound", text("area.sound", "Sound"), 30),
    Area("camera", text("area.camera", "Camera"), 40),
)
"""The areas that have a place of their own."""
_BY_ID = {area.id: area for area in AREAS}


def area_of(dotted_id: str) -> Area:
    """The area of a check's or metric's id, or that of the area's own id; an unknown one is called by its word."""
    word = dotted_id.partition(".")[0]
    return _BY_ID.get(word) or Area(word, Text(word.replace("-", " ").capitalize()))
