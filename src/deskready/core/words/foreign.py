"""Texts that another process or a file made: believed as far as they are texts, and made harmless."""

import re

from deskready.core.clean import LINE_LIMIT, NUMBER_LIMIT, clean
from deskready.core.declare.privacy import Privacy
from deskready.core.words.catalogue import translated
from deskready.core.words.declared import DECLARED
from deskready.core.words.say import ENGLISH, say
from deskready.core.words.text import Name, Part, Quantity, Row, Text, Words, inside

ID_LIMIT = 80
"""Characters that a message's id may have."""
PARTS_LIMIT = 200
"""Parts, inner ones too, whose values are kept."""
DEPTH_LIMIT = 24
"""Parts inside one another that are kept: saying them takes several calls for each."""
_ID = re.compile(r"[a-z][a-z0-9_.-]*")


def harmless(words: Words, limit: int = LINE_LIMIT, *, own: bool = False) -> Text:
    """A text of another process or a file without anything that a terminal or a reader could be tricked with.

    An id that is none goes; then it is shown by its words. The English words of a message that is known are made anew,
    so that they say what its id and values say; where that is no line, or too long for one, it is shown by these words,
    cut. The values stay, for they tell whose names stand in the words; where there are too many of them, the words as
    a whole are of the strictest class among them.

    Args:
        words: The text, or plain words.
        limit: Characters of its English words.
        own: Whether it comes from a check here, which may have a message of its own under an id of the program's: one
            that says something else by its id is shown by its words.
    """
    if isinstance(words, str):
        return Text(clean(words, limit))
    plain = clean(words.words, limit)
    if not _is_small(words):
        strictest = _strictest(words)
        return Text(plain) if strictest is Privacy.PUBLIC else Text(plain, "", {"words": Name(plain, strictest)})
    values = {clean(name, 40): _harmless(part, limit, own) for name, part in words.values.items()}
    if not _ID.fullmatch(words.id) or len(words.id) > ID_LIMIT or (own and _is_anothers(words.id)):
        return Text(plain, "", values)
    said = say(Text(plain, words.id, values), ENGLISH)
    line = clean(said, limit)
    if own and line != plain:
        return Text(plain, "", values)
    return Text(line, words.id if line == said else "", values)


def from_check(words: Words, limit: int = LINE_LIMIT) -> Text:
    """A text of a check made harmless, that may have a message of its own under an id of the program's."""
    return harmless(words, limit, own=True)


def _is_anothers(message_id: str) -> bool:
    """Whether this process declared a message under the id of another that is shipped."""
    declared = DECLARED.get(message_id)
    return declared is not None and translated("en", message_id, 1) not in (None, declared[0])


def _strictest(words: Text) -> Privacy:
    """The class of the most private name inside a text, however deep."""
    left: list[Part] = [words]
    found = {Privacy.PUBLIC}
    while left:
        part = left.pop()
        left += inside(part)
        if isinstance(part, Name):
            found.add(part.privacy)
    return max(found, key=list(Privacy).index)


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
        return digits and abs(part.value) < NUMBER_LIMIT  # NaN is below nothing
    return not isinstance(part, int) or abs(part) < NUMBER_LIMIT


def _harmless(part: Part, limit: int, own: bool) -> Part:
    match part:
        case Text():
            return harmless(part, limit, own=own)
        case Name():
            return Name(clean(part.text, limit), part.privacy)
        case Quantity():
            return Quantity(part.value, clean(part.unit, 16), part.digits, part.bare)
        case Row():
            return Row(tuple(_harmless(each, limit, own) for each in part.all), part.by)
        case int():
            return part
