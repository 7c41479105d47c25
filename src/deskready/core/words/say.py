"""Saying: the one function that turns a text into words, in the language that was chosen."""

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from deskready.core.declare.shown import alone, spoken
from deskready.core.declare.unit import shown
from deskready.core.words.catalogue import translated
from deskready.core.words.declared import DECLARED, PLACE
from deskready.core.words.text import By, Name, Part, Quantity, Row, Text, Words

_BETWEEN = {By.COMMA: ", ", By.SENTENCE: " ", By.LINE: "\n"}


class Speaker(Struct, frozen=True):
    """Somebody who says texts in one language."""

    language: str
    """Its tag (BCP 47)."""
    form: Callable[[str, int | None], str | None]
    """The words of a message, places and all, by id and, where it counts something, the count; None where unknown."""
    decimal: str = "."
    """The mark between whole and decimals."""


def english_form(message_id: str, count: int | None = None) -> str | None:
    """A message as the program was written, or None for an id that is not known."""
    forms = DECLARED.get(message_id)
    if forms is None:  # made in another process or by another version
        return translated("en", message_id, count)
    return forms[-1] if count not in (None, 1) else forms[0]


def is_known(text: Text) -> bool:
    """Whether a text is of a message that this program knows, so that it can be said anew from its values."""
    return bool(text.id) and _anew(text, ENGLISH) is not None


ENGLISH = Speaker("en", english_form)
"""Says the words that the program was written in."""
_current = [ENGLISH]


def speak(speaker: Speaker) -> None:
    """Has everything said by this speaker from now on."""
    _current[0] = speaker


def say(words: Words, speaker: Speaker | None = None) -> str:
    """What a person reads. A message that is not known, or that has other places by now, is shown as it was made.

    Args:
        words: A text, or plain words of an author.
        speaker: Who says it; else whoever was chosen for this process.
    """
    if isinstance(words, str):
        return words
    said = _anew(words, speaker or _current[0]) if words.id else None
    return words.words if said is None else said


def _anew(text: Text, speaker: Speaker) -> str | None:
    """A message said from its values, or None where it is not known or lacks one."""
    count = text.values.get("count")
    form = speaker.form(text.id, count if isinstance(count, int) else None)
    return None if form is None else filled(form, text.values, speaker)


def filled(form: str, values: Mapping[str, Part], speaker: Speaker) -> str | None:
    """A message's words with the values in their places, or None where one is missing."""
    if not set(PLACE.findall(form)) <= values.keys():
        return None
    return PLACE.sub(lambda match: _said(values[match[1]], speaker), form)


def _said(part: Part, speaker: Speaker) -> str:
    match part:
        case Text():
            return say(part, speaker)
        case Name():
            return part.text
        case Quantity():
            return _quantity(part, speaker)
        case Row():
            return _BETWEEN[part.by].join(_said(each, speaker) for each in part.all)
        case int():
            return str(part)


def _quantity(part: Quantity, speaker: Speaker) -> str:
    if part.digits is None:
        parts = shown(part.value, part.unit)
        number = alone(parts, part.value, part.unit) if part.bare else None
        said = spoken(parts, lambda *word: speaker.form(*word) or english_form(*word) or "")
        said = said if number is None else number
    else:
        said = f"{part.value:.{part.digits}f}" if part.bare else f"{part.value:.{part.digits}f} {part.unit}".rstrip()
    return said if speaker.decimal == "." else re.sub(r"(?<=\d)\.(?=\d)", speaker.decimal, said)
