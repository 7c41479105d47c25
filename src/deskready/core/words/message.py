"""Messages: the sentences of the program, each declared once with a symbolic id and its English words.

Babel extracts every call of `text`, `message` and `counted` into the catalogue (`deskready/locale`): the id becomes the
context, the English words become what is translated.
"""

from deskready.core.words.declared import PLACE, declare
from deskready.core.words.say import ENGLISH, say
from deskready.core.words.text import By, Part, Row, Text, Words, text_of


class Message:
    """A sentence with places for values: called with them by name, it gives a text.

    Attributes:
        id: Symbolic, stable, never used again for another sentence.
    """

    __slots__ = ("_places", "id")

    def __init__(self, message_id: str, *forms: str) -> None:
        self.id = declare(message_id, *forms)
        counts = {"count"} if len(forms) > 1 else set()
        self._places = frozenset(PLACE.findall("".join(forms))) | counts

    def __call__(self, **values: Part) -> Text:
        """The text with these values.

        Raises:
            TypeError: They are not those for which the message has places.
        """
        if values.keys() != self._places:
            raise TypeError(f"{self.id} takes {sorted(self._places)}, not {sorted(values)}.")
        return Text(say(Text("?", self.id, values), ENGLISH), self.id, values)


def message(message_id: str, english: str) -> Message:
    """Declares a sentence with places: `message("dns.slow", "Looking up a name takes {median}.")`."""
    return Message(message_id, english)


def counted(message_id: str, one: str, many: str) -> Message:
    """Declares a sentence that `count` changes: `counted("fix", "{count} thing to fix", "{count} things to fix")`."""
    return Message(message_id, one, many)


def text(message_id: str, english: str) -> Text:
    """Declares a sentence, a label or a word without places, which is a text at once."""
    return Message(message_id, english)()


_ROW = message("row", "{all}")


def row(*parts: Part, by: By = By.COMMA) -> Text:
    """Several parts as one text."""
    return _ROW(all=Row(parts, by))


def sentences(*all_words: Words) -> Text:
    """Whole sentences one after the other; what is empty is left out."""
    found = tuple(text_of(words) for words in all_words if words)
    return found[0] if len(found) == 1 else row(*found, by=By.SENTENCE) if found else Text()
