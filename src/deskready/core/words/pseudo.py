"""A language made by machine, to see that every screen and format takes its words from messages.

Longer, accented and marked at both ends, as `en-XA` (the tag that other programs use for such a language), with a comma
for decimals.
"""

from deskready.core.words.declared import PLACE
from deskready.core.words.say import Speaker, english_form

_ACCENTS = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
_LONGER = str.maketrans({vowel: vowel * 2 for vowel in "áéíóú"})
OPENS, CLOSES = "⟦", "⟧"
"""What a message begins and ends with."""


def pseudo_form(message_id: str, count: int | None = None) -> str | None:
    """A message in the machine-made language; its places stay."""
    form = english_form(message_id, count)
    if form is None:
        return None
    rest = PLACE.split(form)  # words and names of places by turns
    said = (f"{{{part}}}" if index % 2 else disguised(part) for index, part in enumerate(rest))
    return f"{OPENS}{''.join(said)}{CLOSES}"


def disguised(words: str) -> str:
    """English words with accents, and a third longer."""
    return words.translate(_ACCENTS).translate(_LONGER)


PSEUDO = Speaker("en-XA", pseudo_form, ",")
"""Says everything in the machine-made language."""
