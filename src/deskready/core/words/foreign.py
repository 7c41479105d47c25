"""Texts that another process or a file made: believed as far as they are texts, and made harmless."""

import re

from deskready.core.clean import LINE_LIMIT, clean
from deskready.core.words.say import ENGLISH, say
from deskready.core.words.text import Name, Part, Quantity, Row, Text, Words, inside

ID_LIMIT = 80
"""Characters that a message's id may have."""
PARTS_LIMIT = 200
"""Parts, inner ones too, that a text may have; one with more keeps its words only."""
DEPTH_LIMIT = 24
"""Parts inside one another that a text may have: saying it takes several calls for each."""
_ID = re.compile(r"[a-z][a-z0-9_.-]*")
_NUMBER_LIMIT = 2**63


def harmless(words: Words, limit: int = LINE_LIMIT) -> Text:
    """A text of another process without anything that a terminal or a reader could be tricked with.

    What it holds too much of goes, and so does an id that is none; then it is shown by its words. The English words of
    a message that is known are made anew, so that they say what its id and values say; where that is no line, or too
    long for one, it is shown by these words, cut.

    Args:
        words: The text, or plain words.
        limit: Characters of its English words.
    """
    if isinstance(words, str):
        return Text(clean(words, limit))
    plain = Text(clean(words.words, limit))
    if not _ID.fullmatch(words.id) or len(words.id) > ID_LIMIT or not _is_small(words):
        return plain
    values = {clean(name, 40): _harmless(part, limit) for name, part in words.values.items()}
    said = say(Text(plain.words, words.id, values), ENGLISH)
    line = clean(said, limit)
    return Text(line, words.id, values) if line == said else Text(line)


def _is_small(words: Text) -> bool:
    level: list[Part] = [words]
    count = 0
    for _ in range(DEPTH_LIMIT):
        count += len(level)
        if count > PARTS_LIMIT or not all(map(_is_usable, level)):
            return False
        level = [each for part in level for each in inside(part)]
        if not level:
            return True
    return False


def _is_usable(part: Part) -> bool:
    if isinstance(part, Quantity):
        digits = part.digits is None or 0 <= part.digits <= 15
        return digits and abs(part.value) < _NUMBER_LIMIT  # NaN is below nothing
    return not isinstance(part, int) or abs(part) < _NUMBER_LIMIT


def _harmless(part: Part, limit: int) -> Part:
    match part:
        case Text():
            return harmless(part, limit)
        case Name():
            return Name(clean(part.text, limit), part.privacy)
        case Quantity():
            return Quantity(part.value, clean(part.unit, 16), part.digits, part.bare)
        case Row():
            return Row(tuple(_harmless(each, limit) for each in part.all), part.by)
        case int():
            return part
