"""Texts that another process or a file made: believed as far as they are texts, and made harmless."""

import math
import re
from itertools import islice

from deskready.core.clean import LINE_LIMIT, clean
from deskready.core.words.say import ENGLISH, say
from deskready.core.words.text import Name, Part, Quantity, Row, Text, Words, parts_of

ID_LIMIT = 80
"""Characters that a message's id may have."""
PARTS_LIMIT = 200
"""Parts, inner ones too, that a text may have; one with more keeps its words only."""
_ID = re.compile(r"[a-z][a-z0-9_.-]*")
_NUMBER_LIMIT = 2**63


def harmless(words: Words, limit: int = LINE_LIMIT) -> Text:
    """A text of another process without anything that a terminal or a reader could be tricked with.

    What it holds too much of goes, and so does an id that is none; then it is shown by its words. The English words of
    a message that is known are made anew, so that they say what its id and values say.

    Args:
        words: The text, or plain words.
        limit: Characters of its English words.
    """
    if isinstance(words, str):
        return Text(clean(words, limit))
    plain = Text(clean(words.words, limit))
    if not _ID.fullmatch(words.id) or len(words.id) > ID_LIMIT or not _is_small(words):
        return plain
    values = {clean(name, 40): _harmless(part) for name, part in words.values.items()}
    return Text(clean(say(Text(plain.words, words.id, values), ENGLISH), limit), words.id, values)


def _is_small(words: Text) -> bool:
    found = list(islice(parts_of(words), PARTS_LIMIT + 1))
    return len(found) <= PARTS_LIMIT and all(map(_is_usable, found))


def _is_usable(part: Part) -> bool:
    if isinstance(part, Quantity):
        digits = part.digits is None or 0 <= part.digits <= 15
        return digits and math.isfinite(part.value) and abs(part.value) < _NUMBER_LIMIT
    return not isinstance(part, int) or abs(part) < _NUMBER_LIMIT


def _harmless(part: Part) -> Part:
    match part:
        case Text():
            return harmless(part)
        case Name():
            return Name(clean(part.text), part.privacy)
        case Quantity():
            return Quantity(part.value, clean(part.unit, 16), part.digits, part.bare)
        case Row():
            return Row(tuple(_harmless(each) for each in part.all), part.by)
        case int():
            return part
