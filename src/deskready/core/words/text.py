"""A text: what a person reads, as a message's id with named values, so that any language can say it."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from deskready.core.clean import LINE_LIMIT, clean
from deskready.core.declare.privacy import Privacy


class Quantity(Struct, frozen=True, tag="quantity"):
    """A number with its unit, inside a sentence."""

    value: int | float
    unit: str = ""
    """As in `Unit`."""
    digits: int | None = None
    """Decimals; None for as many as suit the size."""
    bare: bool = False
    """Whether the unit is left out, because it stands beside another number already."""


class Name(Struct, frozen=True, tag="name"):
    """A word from outside, inside a sentence: a device, a server, a file. No language changes it."""

    text: str
    privacy: Privacy = Privacy.PERSONAL
    """Who may see it: in a copy for others a closed class is replaced."""


def typed(words: str) -> Name:
    """What a person types or presses, inside a sentence: a command, an option, a key; the same in any language."""
    return Name(words, Privacy.PUBLIC)


def file_name(path: object) -> Name:
    """A file or folder in a sentence."""
    return Name(clean(str(path)))


class By(StrEnum):
    """What stands between the parts of a row."""

    COMMA = "comma"
    """Things that are listed."""
    SENTENCE = "sentence"
    """Whole sentences, one after the other."""
    LINE = "line"
    """Whole lines, one below the other."""


class Row(Struct, frozen=True, tag="row"):
    """Several parts of a kind, in their order."""

    all: "tuple[Part, ...]"
    by: By = By.COMMA


class Text(Struct, frozen=True, tag="text", omit_defaults=True):
    """One text for people: a sentence, a label or a word.

    Made by a `Message`, or of plain words by an author who has no messages; then it has no id.
    """

    words: str = ""
    """It in English, as it was when it was made; shown only where the id is not known."""
    id: str = ""
    """Id of the message: symbolic, stable, never used again for another."""
    values: "dict[str, Part]" = {}
    """What the message's places hold, by their names."""

    def __bool__(self) -> bool:
        """Whether there is anything to read."""
        return self.words != ""

    def __hash__(self) -> int:
        """Of its words and its id: a metric with such a label is a key, and values are in no order."""
        return hash((self.words, self.id))


Part = int | Quantity | Name | Row | Text
"""What a place in a message can hold; a whole number stands for a count."""
Words = Text | str
"""What a person reads: a text, or plain words where an author gives no message."""
NOTHING = Text()
"""No text."""


def text_of(words: Words, limit: int = LINE_LIMIT) -> Text:
    """A text of what an author gave; plain words are cut to `limit` characters and made harmless."""
    return words if isinstance(words, Text) else Text(clean(str(words), limit))  # an author may give an exception


def inside(part: Part) -> Iterable[Part]:
    """The parts that a part holds, without those inside them."""
    if isinstance(part, Text):
        return part.values.values()
    return part.all if isinstance(part, Row) else ()


def parts_of(part: Part) -> Iterator[Part]:
    """A part of a text, and every part inside it."""
    yield part
    for each in inside(part):
        yield from parts_of(each)
